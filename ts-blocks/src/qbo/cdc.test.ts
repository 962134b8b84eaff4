import { describe, expect, test } from "vitest";
import { recordings } from "../../test/support/recordings";
import { received } from "../../test/support/scripted";
import { REALM, scriptedClient, signIn } from "../../test/support/scripted-client";
import { utcInstant } from "../job/instants";
import { type CdcAnswer, readCdc } from "./cdc";

const envelope = (...blocks: string[]) =>
  `{"CDCResponse":[{"QueryResponse":[${blocks.join(",")}]}],"time":"2026-09-15T11:25:13.000-07:00"}`;
const live = (id: string) =>
  `{"Id":"${id}","Amount":100.00,"MetaData":{"LastUpdatedTime":"2026-09-15T09:00:00-07:00"}}`;
const stub = '{"domain":"QBO","status":"Deleted","Id":"9"}';
const stubWithTime =
  '{"domain":"QBO","status":"Deleted","Id":"10","MetaData":{"LastUpdatedTime":"2026-09-15T10:00:00-07:00"}}';
const block = (entity: string, ...objects: string[]) => `{"${entity}":[${objects.join(", ")}],"startPosition":1}`;

/** The texts of a block's live records and of its stubs, cut out by their places. */
function textsOf(answered: CdcAnswer, entity: string) {
  const { records, places, deleted } = answered.blocks.get(entity) ?? { records: Buffer.of(), places: [], deleted: [] };
  const cut = ({ start, end }: { start: number; end: number }) => records.toString("utf8", start, end);
  return { live: places.map(cut), deleted: deleted.map(({ place }) => cut(place)) };
}

test("the changes of several entities since one instant are asked for in one call", async () => {
  const { client, requests, entered } = scriptedClient(signIn, received(200, envelope("{}")));
  await client.cdc(["Customer", "Invoice"], utcInstant(Date.UTC(2026, 0, 2)));
  expect(requests[1]?.url).toBe(
    `https://qbo.example/v3/company/${REALM}/cdc?entities=Customer%2CInvoice&changedSince=2026-01-02T00%3A00%3A00Z&minorversion=75`,
  );
  expect(entered).toEqual([{ kind: "cdc", monthCalls: 1 }]);
});

test("blocks are found by their key in any order, and deleted records are separated from live ones", () => {
  const body = envelope("{}", block("Invoice", live("7"), stub, stubWithTime), block("Customer", live("é")), "{}");
  const answered = readCdc(Buffer.from(body));
  expect([...answered.blocks.keys()]).toEqual(["Invoice", "Customer"]);
  const invoices = answered.blocks.get("Invoice");
  expect(invoices?.keys).toEqual([{ id: "7", updatedAt: "2026-09-15T16:00:00Z" }]);
  expect(invoices?.deleted).toMatchObject([
    { id: "9", updatedAt: undefined },
    { id: "10", updatedAt: "2026-09-15T17:00:00Z" },
  ]);
  expect(textsOf(answered, "Invoice")).toEqual({ live: [live("7")], deleted: [stub, stubWithTime] });
  expect(textsOf(answered, "Customer")).toEqual({ live: [live("é")], deleted: [] });
  expect(answered).toMatchObject({ sourceTime: "2026-09-15T18:25:13Z", overflow: false });
});

test("a block is kept as received", () => {
  const text = block("Invoice", live("7"), stub);
  const { head, records, tail } = readCdc(Buffer.from(envelope(text))).blocks.get("Invoice") ?? {
    head: "",
    records: "",
    tail: "",
  };
  expect(head + records + tail).toBe(text);
});

describe("changes may be missing", () => {
  test.each([
    ["where a thousand objects came, all entities together", 500, 500, true],
    ["and are not where fewer came", 500, 499, false],
  ])("%s", (_, invoices, customers, overflow) => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => live(String(index)));
    const body = envelope(block("Invoice", ...many(invoices)), block("Customer", ...many(customers)));
    expect(readCdc(Buffer.from(body)).overflow).toBe(overflow);
  });

  test.each(["maxResults", "totalCount"])(
    "where a block says that it has more records than it holds, in %s",
    (name) => {
      expect(readCdc(Buffer.from(envelope(`{"Invoice":[${live("7")}],"${name}":2}`))).overflow).toBe(true);
    },
  );
});

describe("an answer that is not a list of changes is not read as a list without changes", () => {
  test.each([
    ["an empty object", "{}"],
    ["an answer to a query", '{"QueryResponse":{}}'],
    ["a response that is no list", '{"CDCResponse":{}}'],
    ["blocks that are no list", '{"CDCResponse":[{"QueryResponse":{}}]}'],
    ["a block that claims rows and has none", envelope('{"startPosition":1,"maxResults":3}')],
    ["two blocks of one entity", envelope(block("Invoice", live("7")), block("Invoice", live("8")))],
    ["a block with two lists", envelope('{"Invoice":[],"Customer":[]}')],
    ["a block that is no object", envelope('"Invoice"')],
  ])("%s", (_, body) => {
    expect(() => readCdc(Buffer.from(body))).toThrow(expect.objectContaining({ code: "QBO_ANSWER_SHAPE" }));
  });
});

test.each([1, 40, 100])(
  "an answer that is cut off after %i characters is distinguished from an answer of another shape",
  (at) => {
    expect(() => readCdc(Buffer.from(envelope(block("Invoice", live("7"))).slice(0, at)))).toThrow(SyntaxError);
  },
);

describe("a recorded answer", { tags: ["recordings"] }, () => {
  const expected = ["intuit-java-sdk.deposit-changes.2015", "minimul.estimate-changes"].map((name) => `${name}.json`);
  const files = recordings("cdc", expected).filter(({ file }) => file.endsWith(".json"));
  test.each(files.map(({ file, text }) => [file, text]))("%s holds what it says", (_, text) => {
    const { blocks, overflow } = readCdc(Buffer.from(text));
    expect(overflow).toBe(false);
    expect(blocks.size).toBe(1);
    for (const { head, records, tail, keys, deleted } of blocks.values()) {
      expect(text).toContain(head + records + tail);
      expect(keys.length + deleted.length).toBe(JSON.parse(records.toString()).length);
      expect(deleted.every(({ id }) => id !== undefined)).toBe(true);
    }
  });
});
