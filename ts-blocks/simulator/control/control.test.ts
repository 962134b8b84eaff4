import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { startSimulator } from "../index";
import { memberOf } from "../json-text";
import { Caller, hear } from "../testing/caller";

const start = () =>
  startSimulator({ company: "small", clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true } });

async function post(url: string, body: unknown): Promise<unknown> {
  const { text } = await hear(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return JSON.parse(text);
}

test("the truth has a digest of exactly the text that the API serves", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const { text } = await hear(`${qbo.controlUrl}/truth?entity=Customer`, {});
  const truth = JSON.parse(text) as { count: number; records: { id: string; sha256: string }[] };
  expect(truth.count).toBe(24);
  for (const { id, sha256 } of truth.records) {
    const raw = memberOf((await caller.get(`customer/${id}`)).text, "Customer") ?? "";
    expect(createHash("sha256").update(raw).digest("hex")).toBe(sha256);
  }
});

test("a window of the truth agrees with the count of the same window", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [from, to] = ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"];
  const counted = await caller.count(
    `select count(*) from Invoice where MetaData.LastUpdatedTime >= '${from}' and MetaData.LastUpdatedTime < '${to}'`,
  );
  expect(qbo.truth("Invoice", from, to).count).toBe(counted);
  expect(counted).toBeGreaterThan(0);
});

test("calls are counted by kind and by entity, with their statements", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  await caller.query("select * from Item maxresults 3");
  await caller.query("select count(*) from Item");
  await caller.query("select * from Itme");
  await caller.get(`companyinfo/${qbo.credentials.realmId}`);
  const calls = qbo.calls();
  expect(calls.byKind).toEqual({ oauth: 1, query: 2, count: 1, companyinfo: 1 });
  expect(calls.byEntity).toEqual({ Item: { query: 1, count: 1 } });
  expect(calls.queries.map(({ statement, status, rows }) => [statement, status, rows])).toEqual([
    ["select * from Item maxresults 3", 200, 3],
    ["select count(*) from Item", 200, undefined],
    ["select * from Itme", 400, undefined],
  ]);
  await post(`${qbo.controlUrl}/calls/reset`, {});
  expect(qbo.calls().total).toBe(0);
});

test("the highest concurrency is the number of calls that really ran at the same time", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  qbo.hold(true);
  const answers = Array.from({ length: 7 }, () => caller.query("select * from Item"));
  while (qbo.world.gate.waiting < 7) await new Promise((resolve) => setImmediate(resolve));
  qbo.hold(false);
  await Promise.all(answers);
  expect(qbo.calls().concurrencyMax).toBe(7);
});

test("an edit raises the version, a touch only the time, and both keep every other character", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [id = ""] = await caller.ids("select * from Invoice orderby MetaData.LastUpdatedTime maxresults 1");
  const read = async () => memberOf((await caller.get(`invoice/${id}`)).text, "Invoice") ?? "";
  const before = await read();
  await post(`${qbo.controlUrl}/mutate`, { op: "touch", entity: "Invoice", id, at: "2026-06-20T10:00:00Z" });
  const touched = await read();
  expect(memberOf(touched, "SyncToken")).toBe(memberOf(before, "SyncToken"));
  expect(touched).toContain('"LastUpdatedTime":"2026-06-20T03:00:00-07:00"');
  expect(memberOf(touched, "Line")).toBe(memberOf(before, "Line"));
  qbo.mutate({ op: "edit", entity: "Invoice", id });
  expect(Number(JSON.parse(memberOf(await read(), "SyncToken") ?? ""))).toBe(
    Number(JSON.parse(memberOf(before, "SyncToken") ?? "")) + 1,
  );
});

test("a deactivated name leaves the plain query, keeps its Id and gets the suffix", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [id = ""] = await caller.ids("select * from Customer maxresults 1");
  qbo.mutate({ op: "deactivate", entity: "Customer", id });
  expect(await caller.ids("select * from Customer maxresults 1000")).not.toContain(id);
  const [row] = await caller.rows(`select * from Customer where Id = '${id}' and Active in (true, false)`);
  expect(row).toMatchObject({ Id: id, Active: false });
  expect(String(row?.DisplayName)).toMatch(/ \(deleted\)$/);
});

test("a void keeps the invoice with amounts of zero, and a delete removes the invoice", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [id = ""] = await caller.ids("select * from Invoice maxresults 1");
  qbo.mutate({ op: "void", entity: "Invoice", id });
  const [row] = await caller.rows(`select * from Invoice where Id = '${id}'`);
  expect(row).toMatchObject({ TotalAmt: 0, Balance: 0 });
  expect(String(row?.PrivateNote)).toMatch(/^Voided/);
  qbo.mutate({ op: "delete", entity: "Invoice", id });
  expect(await caller.rows(`select * from Invoice where Id = '${id}'`)).toEqual([]);
  const gone = await caller.get(`invoice/${id}`);
  expect(gone.status).toBe(400);
  expect(gone.text).toContain('"code":"610"');
});

test("a record put as text is served as that text", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const raw =
    '{"Id":"777","SyncToken":"0","MetaData":{"CreateTime":"2026-05-01T00:00:00-07:00","LastUpdatedTime":"2026-05-01T00:00:00-07:00"},"PrivateNote":"nul \\u0000 here","TotalAmt":12345678901234.10}';
  await post(`${qbo.controlUrl}/records`, { entity: "Invoice", raw });
  expect((await caller.query("select * from Invoice where Id = '777'")).text).toContain(`[${raw}]`);
});

test("a wrong request to the control server says what is wrong", async () => {
  await using qbo = await start();
  expect(await post(`${qbo.controlUrl}/scenario`, { name: "no-such-thing" })).toMatchObject({
    error: expect.stringContaining("unknown scenario"),
  });
  expect(await post(`${qbo.controlUrl}/mutate`, { op: "explode", entity: "Invoice" })).toMatchObject({
    error: expect.any(String),
  });
});
