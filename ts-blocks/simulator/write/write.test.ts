import { expect, test } from "vitest";
import { startSimulator } from "../index";
import { Caller } from "../testing/caller";

const start = () =>
  startSimulator({ company: "small", clock: { startAtMs: Date.parse("2026-07-02T00:00:00.700Z"), frozen: true } });

interface Answer {
  readonly Customer?: Record<string, unknown>;
  readonly Invoice?: Record<string, unknown>;
  readonly Fault?: { readonly Error: readonly { readonly code: string }[] };
  readonly time: string;
}

async function post(caller: Caller, path: string, body: object): Promise<Answer> {
  return JSON.parse((await caller.post(path, JSON.stringify(body))).text) as Answer;
}

const codeOf = ({ Fault }: Answer): string | undefined => Fault?.Error[0]?.code;

test("a created record is found, and its LastUpdatedTime may be later than the time of the answer", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const { Customer, time } = await post(caller, "customer", { DisplayName: "Doe5, Jane" });
  expect(Customer).toMatchObject({ SyncToken: "0", Active: true, FullyQualifiedName: "Doe5, Jane" });
  const meta = Customer?.MetaData as { LastUpdatedTime: string } | undefined;
  expect(Date.parse(meta?.LastUpdatedTime ?? "")).toBeGreaterThan(Date.parse(time));
  expect(await caller.ids("select * from Customer where DisplayName = 'doe5, jane'")).toEqual([Customer?.Id]);
});

test("an update needs the current version, raises it, and leaves it when nothing changes", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const { Customer } = await post(caller, "customer", { DisplayName: "Somebody" });
  const change = { Id: Customer?.Id, SyncToken: "0", sparse: true, Notes: "x" };
  expect((await post(caller, "customer", change)).Customer).toMatchObject({ SyncToken: "1", Notes: "x" });
  expect(codeOf(await post(caller, "customer", change))).toBe("5010");
  expect((await post(caller, "customer", { ...change, SyncToken: "1" })).Customer).toMatchObject({ SyncToken: "1" });
});

test("a name can be used once, also when its record is inactive", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  await post(caller, "customer", { DisplayName: "Twin" });
  expect(codeOf(await post(caller, "customer", { DisplayName: "TWIN" }))).toBe("6240");
});

test("a deactivated record stays, with the suffix, and a record of a list cannot be deleted", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const { Customer } = await post(caller, "customer", { DisplayName: "Leaving" });
  const self = { Id: Customer?.Id, SyncToken: "0" };
  expect((await post(caller, "customer", { ...self, sparse: true, Active: false })).Customer).toMatchObject({
    Active: false,
    DisplayName: "Leaving (deleted)",
    SyncToken: "1",
  });
  expect(codeOf(await post(caller, "customer?operation=delete", { ...self, SyncToken: "1" }))).toBe("500");
});

test("an invoice adds up its lines, a void sets it to zero, and after a delete only the captured changes show it", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const line = { Amount: 12.5, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "4" } } };
  const made = await caller.post("invoice", JSON.stringify({ Line: [line, line], CustomerRef: { value: "1" } }));
  expect(made.text).toContain('"TotalAmt":25.00');
  const { Invoice } = JSON.parse(made.text) as Answer;
  const self = { Id: Invoice?.Id, SyncToken: "0" };
  expect((await post(caller, "invoice?operation=void", self)).Invoice).toMatchObject({
    TotalAmt: 0,
    PrivateNote: "Voided",
    SyncToken: "1",
  });
  expect((await post(caller, "invoice?operation=delete", { ...self, SyncToken: "1" })).Invoice).toEqual({
    domain: "QBO",
    status: "Deleted",
    Id: self.Id,
  });
  expect(codeOf(await post(caller, "invoice?operation=delete", self))).toBe("610");
  expect((await caller.get("cdc?entities=Invoice&changedSince=2026-07-02T00:00:00Z")).text).toContain(
    '"status":"Deleted"',
  );
});
