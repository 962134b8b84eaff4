import { expect, test } from "vitest";
import { entityNames, findEntity } from "../entities";
import { startSimulator } from "../index";
import { Caller, hear } from "../testing/caller";

const NOW = Date.parse("2026-07-02T00:00:00Z");
const start = () => startSimulator({ company: "small", clock: { startAtMs: NOW, frozen: true } });

const CHANGEABLE = entityNames().filter((name) => name !== "ExchangeRate");
const SINGLE = ["CompanyInfo", "Preferences"];

test.each(CHANGEABLE)("a record of %s is edited: one record has a new version, and no other changes", async (name) => {
  await using qbo = await start();
  const before = new Map(qbo.truth(name).records.map((record) => [record.id, record]));
  const { id } = qbo.mutate({ op: "edit", entity: name, pick: "newest" }) ?? { id: "" };
  const changed = qbo.truth(name).records.filter(({ id: each, sha256 }) => before.get(each)?.sha256 !== sha256);
  expect(changed).toMatchObject([{ id, syncToken: String(Number(before.get(id)?.syncToken) + 1) }]);
  const stamp = changed[0]?.lastUpdatedTime;
  expect(stamp).toBe(name === "JournalCode" ? null : "2026-07-02T00:00:00.000Z");
});

test.each(CHANGEABLE.filter((name) => !SINGLE.includes(name)))(
  "a record of %s is added with an older date, deleted, and restored",
  async (name) => {
    await using qbo = await start();
    const caller = await Caller.of(qbo);
    const { count } = qbo.truth(name);
    const made = qbo.mutate({ op: "create", entity: name, at: "2026-05-05T05:05:05Z" });
    const added = qbo.truth(name).records.find(({ id }) => id === made?.id);
    expect(added?.lastUpdatedTime).toBe(name === "JournalCode" ? null : "2026-05-05T05:05:05.000Z");
    expect(qbo.truth(name).count).toBe(count + 1);
    const id = made?.id ?? "";
    qbo.mutate({ op: "delete", entity: name, id });
    expect(qbo.truth(name).count).toBe(count);
    const cdc = `cdc?entities=${name}&changedSince=2026-07-01T00:00:00Z`;
    const isCaptured = findEntity(name)?.inCdc === true;
    expect((await caller.get(cdc)).text.includes('"status":"Deleted"')).toBe(isCaptured);
    qbo.mutate({ op: "restore", entity: name });
    expect(qbo.truth(name).records.find((record) => record.id === id)).toMatchObject({ syncToken: "1" });
    expect((await caller.get(cdc)).text).not.toContain('"status":"Deleted"');
  },
);

test.each(CHANGEABLE.filter((name) => findEntity(name)?.hidesInactive === true))(
  "a record of %s is deactivated and activated again",
  async (name) => {
    await using qbo = await start();
    const caller = await Caller.of(qbo);
    const count = () => caller.count(`select count(*) from ${name}`);
    const before = await count();
    const { id } = qbo.truth(name).records[0] ?? { id: "" };
    qbo.mutate({ op: "reactivate", entity: name, id });
    const all = await count();
    qbo.mutate({ op: "deactivate", entity: name, id });
    expect(await count()).toBe(all - 1);
    qbo.mutate({ op: "reactivate", entity: name, id });
    expect([await count(), all >= before]).toEqual([all, true]);
  },
);

test.each(["BillPayment", "CreditMemo", "Invoice", "Payment", "Purchase", "RefundReceipt", "SalesReceipt", "Transfer"])(
  "a voided %s stays, with all amounts at zero",
  async (name) => {
    await using qbo = await start();
    const caller = await Caller.of(qbo);
    const { id } = qbo.mutate({ op: "void", entity: name, pick: "oldest" }) ?? { id: "" };
    const [row] = await caller.rows(`select * from ${name} where Id = '${id}'`);
    expect(row).toMatchObject({ PrivateNote: expect.stringMatching(/^Voided/) });
    expect([row?.TotalAmt ?? row?.Amount, row?.Balance ?? 0]).toEqual([0, 0]);
    const lines = (row?.Line ?? []) as { Amount: number }[];
    expect(lines.every(({ Amount }) => Amount === 0)).toBe(true);
  },
);

test.each([
  ["void", "Bill", "no void of Bill: it cannot be voided"],
  ["deactivate", "Invoice", "no deactivate of Invoice: it is never inactive"],
  ["delete", "Preferences", "no delete of Preferences: there is always one"],
  ["edit", "ExchangeRate", "no edit of ExchangeRate: put another rate as a record"],
] as const)("what cannot be is refused in words: %s of %s", async (op, entity, words) => {
  await using qbo = await start();
  expect(() => qbo.mutate({ op, entity, pick: "oldest" })).toThrow(words);
});

test("several changes are made in one request, in their order", async () => {
  await using qbo = await start();
  const changes = [
    { op: "create", entity: "Vendor" },
    { op: "edit", entity: "Bill", pick: "oldest" },
    { op: "delete", entity: "Payment", pick: "newest" },
  ];
  const { text } = await hear(`${qbo.controlUrl}/mutate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(changes),
  });
  expect(JSON.parse(text)).toEqual(changes.map(() => ({ id: expect.any(String) })));
  expect(qbo.truth("Payment", "2026-07-02T00:00:00Z").count).toBe(0);
  expect(qbo.truth("Vendor", "2026-07-02T00:00:00Z").count).toBe(1);
});
