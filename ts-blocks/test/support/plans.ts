import type { TestDatabase } from "./database-on";

interface Node {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Join Filter"?: number;
  readonly Plans?: readonly Node[];
}

/** A statement one step of which went through very many rows. */
export interface ManyRows {
  readonly statement: string;
  /** Kept and dropped rows of the step, each as often as it was looked at. */
  readonly rows: number;
}

/** Makes the server log the plan of each statement in this database, with the rows that it really visited. */
export async function logPlans(db: TestDatabase): Promise<void> {
  const name = await db.value<string>("select current_database()");
  await db.rows(`alter database ${name} set session_preload_libraries = 'auto_explain'`);
  const settings = {
    log_min_duration: "0",
    log_analyze: "on",
    log_timing: "off",
    log_format: "json",
    log_parameter_max_length: "0",
  };
  for (const [setting, value] of Object.entries(settings))
    await db.rows(`alter database ${name} set "auto_explain.${setting}" = '${value}'`);
}

/** The statements of a server's log one step of which went through more than `rowsMax` rows. */
export function manyRows(log: string, rowsMax: number): ManyRows[] {
  // Postgres begins each further line of an entry with a tab.
  const plans = [...log.matchAll(/ plan:\n((?:\t.*\n)+)/g)].map(
    ([, json = ""]): { readonly "Query Text": string; readonly Plan: Node } => JSON.parse(json),
  );
  if (plans.length === 0) throw new Error("the server has logged no plan");
  return plans
    .map((plan) => ({ statement: plan["Query Text"], rows: Math.max(...rowsOfSteps(plan.Plan)) }))
    .filter(({ rows }) => rows > rowsMax);
}

function rowsOfSteps(node: Node): number[] {
  const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0);
  const own = (node["Actual Rows"] + removed) * node["Actual Loops"];
  return [own, ...(node.Plans ?? []).flatMap(rowsOfSteps)];
}
