import { membersOf, objectText } from "../json-text";
import { check, type Query } from "../query/check";
import { evaluate } from "../query/evaluate";
import { QueryFault } from "../query/fault";
import { parse } from "../query/parser";
import type { Row } from "../store/row";
import type { World } from "../world";
import { countEnvelope, faultBlock, faultReply, queryFaultReply, rowsBlock, rowsEnvelope } from "./envelope";
import type { ApiRequest, Outcome, Plan } from "./request";

/** The query endpoint. */
export function planQuery(world: World, request: ApiRequest): Plan {
  const statement = request.method === "POST" ? request.body : request.query.get("query");
  if (statement === null || statement.trim() === "") {
    const text = {
      message: "An application error has occurred while processing your request",
      detail: "System Failure Error: query parameter is missing",
      code: "10000",
      type: "SystemFault",
    };
    return {
      call: { kind: "query", entity: undefined, statement: statement ?? undefined },
      // Reported: the status is 200 although nothing was done.
      answer: () => ({ reply: { ...faultReply(200, text, request.arrivedMs), type: "json" } }),
    };
  }
  let query: Query;
  try {
    query = check(parse(statement));
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return {
      call: { kind: "query", entity: undefined, statement },
      answer: () => ({ reply: queryFaultReply(error, request.arrivedMs) }),
    };
  }
  return {
    call: { kind: query.select === "count" ? "count" : "query", entity: query.entity.name, statement },
    answer: (extraRows) => answerQuery(world, request, query, extraRows),
  };
}

function answerQuery(world: World, { arrivedMs }: ApiRequest, query: Query, extraRows: number): Outcome {
  try {
    const { rows, total } = run(world, query, arrivedMs, extraRows);
    if (query.select === "count")
      return { reply: { status: 200, type: "json", body: countEnvelope(total, arrivedMs) } };
    const body = rowsEnvelope(query.entity, projected(query, rows), query.startPosition, arrivedMs);
    return { rows, reply: { status: 200, type: "json", body } };
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return { reply: queryFaultReply(error, arrivedMs) };
  }
}

/** A query inside a batch: the member it becomes there. */
export function queryMember(world: World, statement: string, arrivedMs: number): string {
  try {
    const query = check(parse(statement));
    const { rows, total } = run(world, query, arrivedMs, 0);
    const block =
      query.select === "count"
        ? `{"totalCount":${total}}`
        : rowsBlock(query.entity, projected(query, rows), query.startPosition);
    return `"QueryResponse":${block}`;
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return `"Fault":${faultBlock({ message: error.title, detail: error.detail, code: error.code })}`;
  }
}

function run(world: World, query: Query, arrivedMs: number, extraRows: number): ReturnType<typeof evaluate> {
  const { ties, zone } = world.options;
  return evaluate(world.store.shelf(query.entity.name), query, {
    zone,
    nowMs: arrivedMs,
    extraRows,
    ties: ties === "stable" ? { kind: "stable" } : { kind: "shuffled", seed: world.nextRequestSeed() },
  });
}

/** Naming members is not documented and works: the rows say that they are sparse. */
function projected({ select }: Query, rows: readonly Row[]): readonly Row[] {
  if (typeof select === "string") return rows;
  const wanted = new Set(select.map((name) => name.replace(/\*$/, "").split(".")[0]?.toLowerCase()));
  if (wanted.has("")) return rows;
  return rows.map((row) => {
    const kept = membersOf(row.raw).filter(([key]) => wanted.has(key.toLowerCase()) || key === "Id");
    return { ...row, raw: objectText([...kept, ["sparse", "true"]]) };
  });
}
