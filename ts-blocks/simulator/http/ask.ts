import { findEntity } from "../entities";
import { itemFault } from "../faults/reply-of";
import { type Bend, bendOf, type Call, type CheckedRule } from "../faults/rules";
import { check, type Query } from "../query/check";
import { evaluate } from "../query/evaluate";
import { invalid, QueryFault } from "../query/fault";
import { parse } from "../query/parser";
import type { Moment } from "../stamps";
import type { Row } from "../store/row";
import type { Shelf } from "../store/shelf";
import type { World } from "../world";
import { Refusal, refusals } from "../write/refusal";
import { countEnvelope, faultBlock, faultReply, type Page, queryFaultReply, rowsBlock, rowsEnvelope } from "./envelope";
import { projected } from "./projection";
import type { Reply } from "./reply";
import type { ApiRequest, Outcome, Plan } from "./request";
import { servedRows } from "./served";

/** Content types whose bodies are never read as a statement. The words of the refusal: gomodule/oauth1 issue 25, 2017. */
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
    query = understood(world, statement);
  } catch (error) {
    const reply = refusedReply(error, arrived);
    return { call: { ...callOf(statement), kind: "query" }, answer: () => ({ reply }) };
  }
  return {
    call: { kind: kindOf(query), entity: query.entity.name, statement },
    answer: (bend) => answerQuery(world, request, query, bend),
  };
}

/** @throws QueryFault for a statement that the service does not take; Refusal where the company lacks the feature. */
function understood(world: World, statement: string): Query {
  const parsed = parse(statement);
  const entity = findEntity(parsed.entity);
  const absence = entity === undefined ? undefined : world.absenceOf(entity);
  if (absence !== undefined) throw absence;
  const query = check(parsed, world.options.idSort);
  const refused = query.extras.find((name) => isRefused(world, query, name));
  if (refused !== undefined) throw invalid(`Property ${refused} not found for Entity ${query.entity.name}`);
  return query;
}

function isRefused({ options }: World, { entity }: Query, name: string): boolean {
  const isOptional = entity.optional.some((member) => member.toLowerCase() === name.toLowerCase());
  return options.optionalFields === "refused" && isOptional;
}

function refusedReply(error: unknown, arrived: Moment): Reply {
  if (error instanceof QueryFault) return queryFaultReply(error, arrived);
  if (error instanceof Refusal) return faultReply(error.status, error.fault, arrived);
  throw error;
}

function answerQuery(world: World, request: ApiRequest, query: Query, bend: Bend): Outcome {
  const { arrived } = request;
  try {
    const { rows, total } = run(world, query, arrived, bend);
    if (query.select === "count") return { reply: { status: 200, type: "json", body: countEnvelope(total, arrived) } };
    const include = request.query.get("include") ?? "";
    const body = rowsEnvelope(pageOf(world, query, rows, total, include), arrived);
    return { rows, reply: { status: 200, type: "json", body } };
  } catch (error) {
    return { reply: refusedReply(error, arrived) };
  }
}

/** A query of a batch as a call, so that rules about queries and counts apply to it as to a call of its own. */
export function callOf(statement: string): Call {
  const entity = findEntity(/\bfrom\s+(\w+)/i.exec(statement)?.[1] ?? "")?.name;
  return { kind: /^\s*select\s+count\b/i.test(statement) ? "count" : "query", entity, statement };
}

/** The member of a batch's answer for one query. */
export function queryMember(
  world: World,
  statement: string,
  arrived: Moment,
  fired: readonly CheckedRule[] = [],
): string {
  try {
    const given = faultIn(fired, arrived);
    if (given !== undefined) return `"Fault":${given}`;
    const query = understood(world, statement);
    const { rows, total } = run(world, query, arrived, bendOf(fired));
    const late = world.rules.meetAnswer(callOf(statement), new Set(rows.map((row) => row.id)));
    for (const rule of [...fired, ...late]) world.apply(rule.after ?? [], rows);
    const poison = faultIn(late, arrived);
    if (poison !== undefined) return `"Fault":${poison}`;
    const block =
      query.select === "count" ? `{"totalCount":${total}}` : rowsBlock(pageOf(world, query, rows, total, ""));
    return `"QueryResponse":${block}`;
  } catch (error) {
    if (error instanceof Refusal) return `"Fault":${faultBlock(error.fault)}`;
    if (!(error instanceof QueryFault)) throw error;
    return `"Fault":${faultBlock({ message: error.title, detail: error.detail, code: error.code })}`;
  }
}

function faultIn(rules: readonly CheckedRule[], arrived: Moment): string | undefined {
  return rules.map((rule) => itemFault(rule, arrived)).find((fault) => fault !== undefined);
}

function kindOf({ select }: Query): "count" | "query" {
  return select === "count" ? "count" : "query";
}

function run(world: World, query: Query, arrived: Moment, bend: Bend): ReturnType<typeof evaluate> {
  const { ties, zone } = world.options;
  if (world.isSilent(query.entity)) return { rows: [], total: 0 };
  const asked = bend.ignoresStartPosition ? { ...query, startPosition: 1 } : query;
  const { rows, total } = evaluate(shelfFor(world, query), asked, {
    zone,
    nowMs: arrived.ms,
    extraRows: bend.extraRows,
    ties: ties === "stable" ? { kind: "stable" } : { kind: "shuffled", seed: world.nextRequestSeed() },
  });
  return { rows: bend.dropRows > 0 ? rows.slice(0, -bend.dropRows) : rows, total: bend.totalCount ?? total };
}

/** Exchange rates are computed for the days that the statement names. */
function shelfFor(world: World, { entity, where }: Query): Shelf {
  if (entity.name !== "ExchangeRate") return world.store.shelf(entity.name);
  const days = where.filter(({ property }) => property.name === "AsOfDate").flatMap(({ literals }) => literals);
  return world.rates(days.flatMap((literal) => (literal.kind === "text" ? [literal.text] : [])));
}

function pageOf(world: World, query: Query, rows: readonly Row[], total: number, include: string): Page {
  const { entity, startPosition, extras } = query;
  const totalCount = world.options.totalCount === "page" ? rows.length : total;
  const served = servedRows(world, entity, rows, { extras, include });
  return { entity, rows: projected(query, served), startPosition, totalCount };
}
