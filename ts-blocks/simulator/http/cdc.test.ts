import { expect, test } from "vitest";
import { startSimulator } from "../index";
import { Caller } from "../testing/caller";

const NOW = Date.parse("2026-07-02T00:00:00Z");
const start = (company: "small" | "typical" = "small") =>
  startSimulator({ company, clock: { startAtMs: NOW, frozen: true } });

interface Block {
  readonly maxResults?: number;
  readonly Invoice?: readonly { readonly Id: string; readonly status?: string }[];
  readonly Customer?: readonly { readonly Id: string; readonly Active: boolean }[];
}

async function blocks(caller: Caller, entities: string, since: string): Promise<readonly Block[]> {
  const { text } = await caller.get(`cdc?entities=${entities}&changedSince=${since}`);
  return (JSON.parse(text) as { CDCResponse: [{ QueryResponse: Block[] }] }).CDCResponse[0].QueryResponse;
}

test("changes since an instant come with deletions as stubs and with the names that were deactivated", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [gone = "", kept = ""] = await caller.ids("select * from Invoice maxresults 2");
  const [name = ""] = await caller.ids("select * from Customer maxresults 1");
  qbo.clock.advance(60_000);
  qbo.mutate({ op: "delete", entity: "Invoice", id: gone });
  qbo.mutate({ op: "edit", entity: "Invoice", id: kept });
  qbo.mutate({ op: "deactivate", entity: "Customer", id: name });
  const found = await blocks(caller, "Invoice,Customer,Item", "2026-07-02T00:00:30Z");
  const invoices = found.find((block) => block.Invoice !== undefined)?.Invoice ?? [];
  expect(invoices.map(({ Id, status }) => [Id, status])).toEqual([
    [kept, undefined],
    [gone, "Deleted"],
  ]);
  expect(found.find((block) => block.Customer !== undefined)?.Customer).toMatchObject([{ Id: name, Active: false }]);
  expect(found.filter((block) => Object.keys(block).length === 0)).toHaveLength(1);
});

test("more than thirty days back is refused", async () => {
  await using qbo = await start();
  const heard = await (await Caller.of(qbo)).get("cdc?entities=Invoice&changedSince=2026-05-31T00:00:00Z");
  expect(heard.status).toBe(400);
  expect(heard.text).toContain(
    "Operation cdc with changedSince date 2026-05-31T00:00:00Z which is older than fixed days is not supported.",
  );
});

test("an answer holds at most a thousand objects, and no page follows", async () => {
  await using qbo = await start("typical");
  const caller = await Caller.of(qbo);
  for (let n = 0; n < 1100; n++) qbo.mutate({ op: "create", entity: "Invoice", at: "2026-07-01T12:00:00Z" });
  const [block] = await blocks(caller, "Invoice", "2026-07-01T00:00:00Z");
  expect(block?.maxResults).toBe(1000);
});

test("the requested entities share the thousand objects, and what does not fit is lost, deletions first", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const at = "2026-07-01T12:00:00Z";
  for (let n = 0; n < 990; n++) qbo.mutate({ op: "create", entity: "Invoice", at });
  for (let n = 0; n < 990; n++) qbo.mutate({ op: "create", entity: "Bill", at });
  for (let n = 0; n < 30; n++)
    for (const entity of ["Invoice", "Bill"]) qbo.mutate({ op: "delete", entity, pick: "oldest" });
  const { text } = await caller.get("cdc?entities=Invoice,Bill,Vendor&changedSince=2026-07-01T00:00:00Z");
  expect(text.match(/"SyncToken"|"status":"Deleted"/g)).toHaveLength(1000);
  expect((text.match(/"status":"Deleted"/g) ?? []).length).toBeLessThan(60);
  expect(text.indexOf('"status":"Deleted"')).toBeGreaterThan(text.indexOf('"SyncToken"'));
  // Requested alone, the bills fit with all their deletions, and the invoices still do not fit.
  for (const [entity, deleted] of [
    ["Invoice", 10],
    ["Bill", 30],
  ] as const) {
    const alone = await caller.get(`cdc?entities=${entity}&changedSince=2026-07-01T00:00:00Z`);
    expect([entity, alone.text.match(/"status":"Deleted"/g)?.length]).toEqual([entity, deleted]);
  }
});

test("the blocks do not keep the requested order", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  for (const entity of ["Customer", "Item", "Invoice", "Vendor"]) qbo.mutate({ op: "edit", entity, pick: "oldest" });
  const orders = new Set<string>();
  for (let n = 0; n < 12; n++)
    orders.add(
      (await blocks(caller, "Customer,Item,Invoice,Vendor", "2026-07-01T00:00:00Z"))
        .map((block) => Object.keys(block)[0])
        .join(),
    );
  expect(orders.size).toBeGreaterThan(3);
});

test("an entity that change data capture does not cover is refused", async () => {
  await using qbo = await start();
  const heard = await (await Caller.of(qbo)).get("cdc?entities=TaxCode&changedSince=2026-07-01T00:00:00Z");
  expect(heard.status).toBe(400);
});
