import fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import { mutationSchema, ruleSchema } from "../faults/rules";
import { SCENARIOS } from "../scenarios/all";
import { parseInstant } from "../stamps";
import type { Levers } from "./levers";

const truthQuery = z.object({ entity: z.string(), from: z.string().optional(), to: z.string().optional() });
const limits = z.object({
  perMinuteMax: z.number().optional(),
  perSecondMax: z.number().optional(),
  concurrentMax: z.number().optional(),
  batchesPerMinuteMax: z.number().optional(),
  monthlyMax: z.number().optional(),
});
const scenarioBody = z.union([
  z.strictObject({ name: z.string() }),
  z.strictObject({ rules: z.array(ruleSchema), limits: limits.optional() }),
  z.array(ruleSchema),
]);
const clockBody = z.union([z.strictObject({ advanceSeconds: z.number() }), z.strictObject({ set: z.string() })]);
const lifeBody = z.strictObject({ changesPerMinute: z.number().nonnegative() });
const mutateBody = z.union([mutationSchema, z.array(mutationSchema)]);
const holdBody = z.strictObject({ on: z.boolean() });
const acceptsBody = z.strictObject({ refreshToken: z.string() });
const recordBody = z.strictObject({
  entity: z.string(),
  raw: z.string().optional(),
  records: z.array(z.string()).optional(),
});

/** The control server for tests: what was asked, what is true, and the levers. It has its own port, on loopback only. */
export function createControl(simulator: Levers): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  app.setErrorHandler((error: Error, _request, reply) => {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return reply.code(400).send({ error: problem });
  });

  app.get("/", () => simulator.describe());
  app.get("/truth", (request) => {
    const { entity, from, to } = truthQuery.parse(request.query);
    return simulator.truth(entity, from, to);
  });
  app.get("/calls", () => simulator.calls());
  app.post("/calls/reset", () => {
    simulator.resetCalls();
    return { ok: true };
  });
  app.get("/scenarios", () => Object.fromEntries(Object.entries(SCENARIOS).map(([name, { about }]) => [name, about])));
  app.post("/scenario", (request) => {
    const body = scenarioBody.parse(request.body);
    if (Array.isArray(body)) simulator.scenario(body);
    else if ("name" in body) simulator.scenario(body.name);
    else simulator.scenario(body.rules, stripped(body.limits));
    return { ok: true };
  });
  app.get("/clock", () => ({ now: new Date(simulator.clock.now()).toISOString() }));
  app.post("/clock", (request) => {
    const body = clockBody.parse(request.body);
    if ("advanceSeconds" in body) simulator.clock.advance(body.advanceSeconds * 1000);
    else {
      const instant = parseInstant(body.set, "utc");
      if (instant === undefined) throw new RangeError(`not an instant: ${body.set}`);
      simulator.clock.set(instant);
    }
    return { now: new Date(simulator.clock.now()).toISOString() };
  });
  app.post("/mutate", (request) => {
    const body = mutateBody.parse(request.body);
    const changed = (Array.isArray(body) ? body : [body]).map((change) => {
      const made = simulator.mutate(change);
      if (made === undefined) throw new RangeError("no record has that id");
      return made;
    });
    return Array.isArray(body) ? changed : changed[0];
  });
  app.post("/records", (request) => {
    const { entity, raw, records = [] } = recordBody.parse(request.body);
    const texts = raw === undefined ? records : [raw, ...records];
    return { ids: texts.map((text) => simulator.putRecord(entity, text).id) };
  });
  app.post("/life", (request) => {
    const { changesPerMinute } = lifeBody.parse(request.body);
    simulator.live(changesPerMinute);
    return { changesPerMinute };
  });
  app.post("/hold", (request) => {
    simulator.hold(holdBody.parse(request.body).on);
    return simulator.held();
  });
  app.get("/hold", () => simulator.held());
  app.post("/tokens/expire-access", () => {
    simulator.expireAccessTokens();
    return { ok: true };
  });
  app.post("/tokens/accepts", (request) => ({
    accepted: simulator.accepts(acceptsBody.parse(request.body).refreshToken),
  }));
  app.post("/tokens/consent", () => ({ refreshToken: simulator.consent() }));
  return app;
}

function stripped(given: z.infer<typeof limits> | undefined): Record<string, number> {
  const entries = Object.entries(given ?? {}).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
