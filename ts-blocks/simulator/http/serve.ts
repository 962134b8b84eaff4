import { setTimeout as sleep } from "node:timers/promises";
import { throttled } from "../faults/gateway";
import { itemFault, replyOf } from "../faults/reply-of";
import { bendOf, type CheckedRule } from "../faults/rules";
import { faultShape, spoils } from "../faults/shapes";
import type { Load } from "../limits";
import type { CallKind } from "../meter";
import type { Moment } from "../stamps";
import type { Row } from "../store/row";
import type { World } from "../world";
import { plan, refusal } from "./api";
import type { Reply } from "./reply";
import type { ApiRequest, Plan } from "./request";
import { xmlOf } from "./xml";

/** The kinds of calls that wait while answers are held back. */
const HELD: ReadonlySet<CallKind> = new Set(["query", "count", "batch"]);

/** The rules that fire for a call, and for each query of a batch. */
interface Fired {
  readonly call: readonly CheckedRule[];
  readonly items: readonly (readonly CheckedRule[])[];
}

interface Decision {
  readonly reply: Reply;
  /** Why the answer is not the normal one. */
  readonly fault?: string | undefined;
  readonly rows?: readonly Row[] | undefined;
}

/** Serves one API call: limits, rules, token, work, and then the changes that the rules make to the answer. */
export async function serveApi(world: World, request: ApiRequest): Promise<Reply> {
  const planned = plan(world, request);
  const { call } = planned;
  const load = world.meter.enter(request.arrived.ms);
  let decision: Decision | undefined;
  try {
    const fired: Fired = {
      call: world.rules.meet(call),
      items: (planned.items ?? []).map((item) => world.rules.meet(item)),
    };
    await sleepFor(world.options.latencyMs + delayOf([...fired.call, ...fired.items.flat()]));
    if (HELD.has(call.kind)) await world.gate.pass();
    world.liveOn();
    decision = decide(world, request, planned, load, fired);
    for (const rule of fired.call) world.apply(rule.after ?? [], decision.rows);
    return decision.reply;
  } finally {
    world.meter.leave();
    world.meter.record({
      at: new Date(request.arrived.ms).toISOString(),
      kind: call.kind,
      entity: call.entity,
      statement: call.statement,
      status: decision?.reply.status ?? 0,
      fault: decision?.fault,
      rows: decision?.rows?.length,
    });
  }
}

function decide(world: World, request: ApiRequest, planned: Plan, load: Load, fired: Fired): Decision {
  const overrun = world.quota.overrun(planned.call.kind, load);
  if (overrun !== undefined) return { reply: throttled(request.arrived), fault: overrun };
  // A fault that no item of a batch can carry is the answer to the whole batch.
  const forAll = fired.items.flat().filter((rule) => itemFault(rule, request.arrived) === undefined);
  const faulty = [...fired.call, ...forAll].find((rule) => rule.fault !== undefined);
  const spoil = spoils(faulty?.fault);
  if (faulty !== undefined && spoil === undefined) return faultOf(faulty, request.arrived);
  const answered = fired.call.find((rule) => rule.answer !== undefined)?.answer;
  if (answered !== undefined) return { reply: givenAnswer(answered), fault: "given-answer" };
  const refused = refusal(world, request);
  if (refused !== undefined) {
    const xml = refused.status === 401 && !wantsJson(request);
    return {
      reply: xml ? faultShape("unauthorized-401-xml", request.arrived) : refused,
      fault: `refused-${refused.status}`,
    };
  }
  const honest = work(world, request, planned, fired);
  if (spoil === undefined) return honest;
  return { ...honest, reply: { ...honest.reply, wire: spoil }, fault: faulty?.fault };
}

function givenAnswer({ status, contentType, body, headers }: NonNullable<CheckedRule["answer"]>): Reply {
  return { status, type: "text", contentType, body, headers };
}

function work(world: World, request: ApiRequest, { call, answer }: Plan, fired: Fired): Decision {
  const { reply, rows, metered } = answer(bendOf(fired.call), fired.items);
  const late = world.rules.meetAnswer(call, new Set(rows?.map((row) => row.id)));
  for (const rule of late) world.apply(rule.after ?? [], rows);
  const poison = late.find((rule) => rule.fault !== undefined);
  const wire = spoils(poison?.fault);
  if (poison !== undefined && wire === undefined) return { ...faultOf(poison, request.arrived), rows };
  if (reply.status === 200) world.quota.count(call.kind, metered);
  const isJson = reply.type === "json" || reply.type === "json-bare";
  const understood: Reply =
    wantsJson(request) || !isJson ? reply : { ...reply, type: "xml", body: xmlOf(reply.body.toString()) };
  return { rows, reply: { ...understood, wire }, fault: poison?.fault };
}

function faultOf(rule: CheckedRule, at: Moment): Decision {
  return { reply: replyOf(rule, at), fault: rule.fault };
}

/** Without `application/json` the answer is XML, also for a caller that accepts anything. */
function wantsJson({ accept }: ApiRequest): boolean {
  return accept?.toLowerCase().includes("application/json") === true;
}

/** Rules apply to the token endpoint, too. The company's limits do not. */
export async function serveOAuth(
  world: World,
  kind: "oauth" | "revoke",
  endpoint: (pause: () => Promise<void>) => Promise<Reply>,
): Promise<Reply> {
  const fired = world.rules.meet({ kind, entity: undefined, statement: undefined });
  const faulty = fired.find((rule) => rule.fault !== undefined);
  const spoil = spoils(faulty?.fault);
  const now = world.moment();
  const pause = (): Promise<void> => sleepFor(world.options.latencyMs + delayOf(fired));
  const reply =
    faulty === undefined || spoil !== undefined
      ? { ...(await endpoint(pause)), wire: spoil }
      : faultOf(faulty, now).reply;
  for (const rule of fired) world.apply(rule.after ?? []);
  world.meter.record({
    at: new Date(now.ms).toISOString(),
    kind,
    entity: undefined,
    statement: undefined,
    status: reply.status,
    fault: faulty?.fault ?? (reply.status === 200 ? undefined : `${kind}-${reply.status}`),
    rows: undefined,
  });
  return reply;
}

function delayOf(fired: readonly CheckedRule[]): number {
  return fired.reduce((sum, rule) => sum + (rule.delayMs ?? 0), 0);
}

/** Even without latency an endpoint yields once, so that two requests of one moment overlap. */
async function sleepFor(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds);
  else await new Promise((resolve) => setImmediate(resolve));
}
