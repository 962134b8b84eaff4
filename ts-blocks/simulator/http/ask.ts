import { check, type Query } from "../query/check";
import { evaluate } from "../query/evaluate";
import { QueryFault } from "../query/fault";
import { parse } from "../query/parser";
import type { Moment } from "../stamps";
import type { Row } from "../store/row";
import type { World } from "../world";
import { refusals } from "../write/refusal";
import { countEnvelope, faultBlock, faultReply, type Page, queryFaultReply, rowsBlock, rowsEnvelope } from "./envelope";
import { projected } from "./projection";
import type { ApiRequest, Outcome, Plan } from "./request";

/** Bodies that are no statement, whatever they hold. Refused in these words: gomodule/oauth1 issue 25, 2017. */
const NO_STATEMENT = /^application\/(?:json|xml|x-www-form-urlencoded)\b/i;

/** The query endpoint. A POST carries the statement as its body, or in its address like a GET. */
export function planQuery(world: World, request: ApiRequest): Plan {
  const { method, body, contentType = "", arrived } = request;
  const posted = method === "POST" && body.trim() !== "";
  if (posted && NO_STATEMENT.test(contentType)) {
    const { fault } = refusals.unsupported("Cannot consume content type");
    return {
      call: { kind: "query", entity: undefined, statement: undefined },
      answer: () => ({ reply: faultReply(400, fault, arrived) }),
    };
  }
  const statement = posted ? body : request.query.get("query");
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
      answer: () => ({ reply: { ...faultReply(200, text, request.arrived), type: "json" } }),
    };
  }
  let query: Query;
  try {
    query = check(parse(statement), world.options.idSort);
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return {
      call: { kind: "query", entity: undefined, statement },
      answer: () => ({ reply: queryFaultReply(error, request.arrived) }),
    };
  }
  return {
    call: { kind: query.select === "count" ? "count" : "query", entity: query.entity.name, statement },
    answer: (extraRows) => answerQuery(world, request, query, extraRows),
  };
}

function answerQuery(world: World, { arrived }: ApiRequest, query: Query, extraRows: number): Outcome {
  try {
    const { rows, total } = run(world, query, arrived, extraRows);
    if (query.select === "count") return { reply: { status: 200, type: "json", body: countEnvelope(total, arrived) } };
    const body = rowsEnvelope(pageOf(world, query, rows, total), arrived);
    return { rows, reply: { status: 200, type: "json", body } };
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return { reply: queryFaultReply(error, arrived) };
  }
}

/** A query inside a batch: the member it becomes there. */
export function queryMember(world: World, statement: string, arrived: Moment): string {
  try {
    const query = check(parse(statement), world.options.idSort);
    const { rows, total } = run(world, query, arrived, 0);
    const block = query.select === "count" ? `{"totalCount":${total}}` : rowsBlock(pageOf(world, query, rows, total));
    return `"QueryResponse":${block}`;
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return `"Fault":${faultBlock({ message: error.title, detail: error.detail, code: error.code })}`;
  }
}

function run(world: World, query: Query, arrived: Moment, extraRows: number): ReturnType<typeof evaluate> {
  const { ties, zone } = world.options;
  return evaluate(world.store.shelf(query.entity.name), query, {
    zone,
    nowMs: arrived.ms,
    extraRows,
    ties: ties === "stable" ? { kind: "stable" } : { kind: "shuffled", seed: world.nextRequestSeed() },
  });
}

function pageOf(world: World, query: Query, rows: readonly Row[], total: number): Page {
  const totalCount = world.options.totalCount === "page" ? rows.length : total;
  return { entity: query.entity, rows: projected(query, rows), startPosition: query.startPosition, totalCount };
}
