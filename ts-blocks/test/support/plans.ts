import type { TestDatabase } from "./database-on";

interface Node {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Join Filter"?: number;
  readonly Plans?: readonly Node[];
}

/** A statement, and the rows that its largest step went through: kept and dropped rows, each as often as it was looked at. */
export interface StatementWithRows {
  readonly statement: string;
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

/** The statements whose plans are in a server's log. */
export function statementsWithRows(log: string): StatementWithRows[] {
  // Postgres begins each further line of an entry with a tab.
  const plans = [...log.matchAll(/ plan:\n((?:\t.*\n)+)/g)].map(
    ([, json = ""]): { readonly "Query Text": string; readonly Plan: Node } => JSON.parse(json),
  );
  if (plans.length === 0) throw new Error("the server has logged no plan");
  return plans.map((plan) => ({ statement: plan["Query Text"], rows: Math.max(...rowsOfSteps(plan.Plan)) }));
}

function rowsOfSteps(node: Node): number[] {
  const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0);
  const own = (node["Actual Rows"] + removed) * node["Actual Loops"];
  return [own, ...(node.Plans ?? []).flatMap(rowsOfSteps)];
}
