import { expect, test } from "vitest";
import { startSimulator } from "./index";
import { INTUIT_LIMITS, type Limits } from "./limits";
import { Caller } from "./testing/caller";

const COUNT = "select count(*) from Item";
const start = (limits: Partial<Limits>) =>
  startSimulator({ company: "small", limits, clock: { startAtMs: Date.parse("2026-07-30T12:00:00Z"), frozen: true } });

async function statuses(caller: Caller, calls: number): Promise<number[]> {
  const heard: number[] = [];
  for (let call = 0; call < calls; call++) heard.push((await caller.query(COUNT)).status);
  return heard;
}

test("the 501st call of a minute is refused, and a minute later calls are answered again", async () => {
  const perMinuteMax = 20; // stands for Intuit's 500
  expect(INTUIT_LIMITS.perMinuteMax).toBe(500);
  await using qbo = await start({ perMinuteMax });
  const caller = await Caller.of(qbo);
  expect(await statuses(caller, perMinuteMax + 1)).toEqual([...Array(perMinuteMax).fill(200), 429]);
  qbo.clock.advance(60_000);
  expect(await statuses(caller, 1)).toEqual([200]);
  expect(qbo.calls().perMinuteMax).toBe(perMinuteMax + 1);
});

test("more calls than allowed in a second are refused, and the next second is free", async () => {
  await using qbo = await start({ perSecondMax: 10 });
  const caller = await Caller.of(qbo);
  expect(await statuses(caller, 12)).toEqual([...Array(10).fill(200), 429, 429]);
  qbo.clock.advance(1000);
  expect(await statuses(caller, 2)).toEqual([200, 200]);
});

test("the eleventh call at once is refused", async () => {
  await using qbo = await start({ concurrentMax: 10 });
  const caller = await Caller.of(qbo);
  qbo.hold(true);
  const answers = Array.from({ length: 11 }, () => caller.query(COUNT));
  while (qbo.world.gate.waiting < 11) await new Promise((resolve) => setImmediate(resolve));
  qbo.hold(false);
  const heard = (await Promise.all(answers)).map(({ status }) => status).toSorted();
  expect(heard).toEqual([...Array(10).fill(200), 429]);
});

test("the month's allowance counts successful reads only, ends in a 429, and starts again with the next month", async () => {
  await using qbo = await start({ monthlyMax: 5 });
  const caller = await Caller.of(qbo);
  await caller.query("select * from Itme");
  expect(await statuses(caller, 7)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect((await caller.post("customer", '{"DisplayName":"Writes are free"}')).status).toBe(200);
  qbo.clock.set(Date.parse("2026-08-01T00:00:00Z"));
  await caller.refresh();
  expect(await statuses(caller, 1)).toEqual([200]);
});

test("the month counts each query of a batch, and none of its writes", async () => {
  await using qbo = await start({});
  const caller = await Caller.of(qbo);
  const items = [
    { bId: "1", Query: COUNT },
    { bId: "2", Query: COUNT },
    { bId: "3", operation: "create", Vendor: { DisplayName: "Writes are free" } },
  ];
  await caller.post("batch", JSON.stringify({ BatchItemRequest: items }));
  expect(qbo.calls().meteredThisMonth).toBe(2);
});

test("a batch holds at most thirty items, and forty batches a minute are answered", async () => {
  await using qbo = await start({ batchesPerMinuteMax: 40 });
  const caller = await Caller.of(qbo);
  const batch = (items: number): Promise<{ status: number }> =>
    caller.post(
      "batch",
      JSON.stringify({ BatchItemRequest: Array.from({ length: items }, (_, n) => ({ bId: `${n}`, Query: COUNT })) }),
    );
  expect((await batch(31)).status).toBe(400);
  for (let call = 0; call < 39; call++) expect((await batch(1)).status).toBe(200);
  expect((await batch(30)).status).toBe(429);
});
