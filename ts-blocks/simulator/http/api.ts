import { type Entity, findEntity } from "../entities";
import { forbidden, notFoundPage, unauthorized } from "../faults/gateway";
import type { CallKind } from "../meter";
import type { World } from "../world";
import { Refusal, refusals } from "../write/refusal";
import { type Operation, write } from "../write/write";
import { callOf, planQuery, queryMember } from "./ask";
import { batchAnswer, queriesIn } from "./batch";
import { cdcEnvelope } from "./cdc";
import { faultReply, objectEnvelope } from "./envelope";
import { exchangeRateText } from "./exchange-rate";
import type { Reply } from "./reply";
import type { ApiRequest, Outcome, Plan } from "./request";
import { ALL_MEMBERS, servedText } from "./served";
import { uploadEnvelope } from "./upload";

/** Paths below a company that are not entities. */
const OPERATIONS: ReadonlySet<string> = new Set(["query", "cdc", "batch", "upload"]);

/** Routes below /v3/company/{realm}/. */
export function plan(world: World, request: ApiRequest): Plan {
  const { method, path, query, body, arrived } = request;
  const [head = "", id, ...rest] = path;
  const noun = head.toLowerCase();
  const alone = id === undefined;
  if (noun === "query" && alone) return planQuery(world, request);
  if (noun === "cdc" && alone) return planBody("cdc", undefined, request, () => cdcEnvelope(world, query, arrived));
  if (noun === "batch" && alone && method === "POST") {
    return planBatch(world, request);
  }
  if (noun === "upload" && alone && method === "POST") {
    return planBody("write", "Attachable", request, () => uploadEnvelope(world, body, arrived));
  }
  if (noun === "exchangerate" && alone && method === "GET") {
    return planBody("read", "ExchangeRate", request, () => {
      refuseAbsent(world, findEntity("ExchangeRate"));
      return objectEnvelope("ExchangeRate", exchangeRateText(query, arrived.ms), arrived);
    });
  }
  const entity = findEntity(noun);
  if (entity !== undefined && rest.length === 0) {
    if (method === "GET" && (id !== undefined || entity.name === "Preferences"))
      return planRead(world, entity, request);
    if (method === "POST" && alone) return planWrite(world, entity, request);
  }
  const where = `/v3/company/${request.realm}/${path.join("/")}`;
  if (entity === undefined && !OPERATIONS.has(noun)) {
    return {
      call: { kind: "other", entity: undefined, statement: undefined },
      answer: () => ({ reply: notFoundPage(where) }),
    };
  }
  return planBody("other", undefined, request, () => {
    throw refusals.unsupported(
      `Could not find resource for relative : ${where} of full path: https://c50.sandbox.qbo.intuit.com/qbo50${where}`,
    );
  });
}

const SINGLETON_KINDS: Readonly<Record<string, CallKind>> = { CompanyInfo: "companyinfo", Preferences: "preferences" };

function planRead(world: World, entity: Entity, request: ApiRequest): Plan {
  const kind = SINGLETON_KINDS[entity.name] ?? "read";
  // A singleton is read by the company's number or without an Id. Its own Id is 1.
  const id = entity.isSingleton ? "1" : (request.path[1] ?? "");
  const include = request.query.get("include") ?? "";
  const read = (raw: string): string => servedText(world, entity, raw, { extras: entity.optional, include });
  return {
    call: { kind, entity: entity.name, statement: undefined },
    answer: () =>
      refusable(request, () => {
        refuseAbsent(world, entity);
        const row = world.isSilent(entity) ? undefined : world.store.shelf(entity.name).find(id);
        if (row === undefined) throw /^\d+$/.test(id) ? refusals.notFound() : refusals.invalidId(id);
        return {
          rows: [row],
          reply: { status: 200, type: "json", body: objectEnvelope(entity.answersAs, read(row.raw), request.arrived) },
        };
      }),
  };
}

/** It is not known whether a batch is metered by request or by item. Here each query of a batch counts. */
function planBatch(world: World, request: ApiRequest): Plan {
  const { body, arrived } = request;
  return {
    call: { kind: "batch", entity: undefined, statement: undefined },
    items: queriesIn(body).map(callOf),
    answer: (_bend, firedForItems) =>
      refusable(request, () => {
        let query = 0;
        const ask = (statement: string): string => queryMember(world, statement, arrived, firedForItems[query++]);
        const batch = batchAnswer(world, body, arrived, ask);
        world.meter.countItems(batch.items);
        return { reply: { status: 200, type: "json", body: batch.body }, metered: batch.queries };
      }),
  };
}

const VOIDED_BY_API: ReadonlySet<string> = new Set(["BillPayment", "Invoice", "Payment", "SalesReceipt"]);

function planWrite(world: World, entity: Entity, request: ApiRequest): Plan {
  const operation = (request.query.get("operation") ?? "update").toLowerCase();
  return planBody("write", entity.name, request, () => {
    if (!["create", "update", "delete", "void"].includes(operation)) throw refusals.unsupported(operation);
    if (operation === "delete" && entity.kind === "list") throw refusals.unsupported("delete");
    if (operation === "void" && !VOIDED_BY_API.has(entity.name)) throw refusals.unsupported("void");
    refuseAbsent(world, entity);
    const raw = write(world, entity, operation as Operation, request.body, request.arrived.ms);
    return objectEnvelope(entity.answersAs, servedText(world, entity, raw, ALL_MEMBERS), request.arrived);
  });
}

function refuseAbsent(world: World, entity: Entity | undefined): void {
  const absence = entity === undefined ? undefined : world.absenceOf(entity);
  if (absence !== undefined) throw absence;
}

function planBody(kind: CallKind, entity: string | undefined, request: ApiRequest, body: () => string): Plan {
  return {
    call: { kind, entity, statement: undefined },
    answer: () => refusable(request, () => ({ reply: { status: 200, type: "json", body: body() } })),
  };
}

function refusable({ arrived }: ApiRequest, work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return { reply: faultReply(error.status, error.fault, arrived) };
    throw error;
  }
}

/** Checks the caller before the request. Undefined when the caller may ask. */
export function refusal(world: World, request: ApiRequest): Reply | undefined {
  const token = /^Bearer\s+(\S+)$/i.exec(request.authorization ?? "")?.[1];
  if (token === undefined || token.length < 20) {
    return unauthorized("Malformed bearer token: too short or too long", request.arrived);
  }
  if (!world.grant.accessIsGood(token)) return unauthorized("Token expired: REDACTED", request.arrived);
  return request.realm === world.grant.identity.realmId ? undefined : forbidden();
}
