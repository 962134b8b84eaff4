import { expect, test } from "vitest";
import { ENTITIES } from "../entities/entity";
import { ContractError } from "../errors";
import { readCompanyName, readCount, readPage, readPageInPieces } from "./answer";

test("a page is kept as received, and the id and the time of change of each record are read", () => {
  const body =
    '{"QueryResponse":{"Invoice":[{"Id":"5000000000000503624","MetaData":{"LastUpdatedTime":"2026-01-04T18:00:00-08:00"},' +
    '"TotalAmt":300.00}, {"Id":"9","MetaData":{"LastUpdatedTime":"2026-01-05T02:00:01Z"}}],"startPosition":1,"maxResults":2},"time":"x"}';
  const page = readPage(Buffer.from(body), ENTITIES.invoices);
  expect(page.head).toBe('{"QueryResponse":{"Invoice":');
  expect(page.records.toString()).toBe(body.slice(page.head.length, -page.tail.length));
  expect(page.records.toString()).toContain('"TotalAmt":300.00}, {');
  expect(page.tail).toBe(',"startPosition":1,"maxResults":2},"time":"x"}');
  expect(page.keys).toEqual([
    { id: "5000000000000503624", updatedAt: "2026-01-05T02:00:00Z" },
    { id: "9", updatedAt: "2026-01-05T02:00:01Z" },
  ]);
});

test("the place of a record on its page is given in bytes, because Postgres cuts it out by bytes", () => {
  const records = ['{"Id":"1","Name":"Peña 日本 \\u00f1"}', '{"Id":"2","Name":"😀"}', "null"];
  const body = `{"QueryResponse":{"Item":[ ${records.join(" ,\n")} ]}}`;
  const page = readPage(Buffer.from(body), ENTITIES.items);
  expect(page.places.map(({ start, end }) => page.records.toString("utf8", start, end))).toEqual(records);
});

test("a page after the last record has no array, and is not an error", () => {
  const body = '{"QueryResponse":{},"time":"2020-09-29T06:04:50.776-07:00"}';
  expect(readPage(Buffer.from(body), ENTITIES.invoices)).toEqual({
    head: body,
    records: Buffer.from("[]"),
    tail: "",
    keys: [],
    places: [],
    fields: [],
  });
});

test("a record without an id or a time, and a value that is not a record, count as records of the page", () => {
  const body =
    '{"QueryResponse":{"Item":[{"Id":"1"},{"MetaData":{"LastUpdatedTime":"2026-01-05T02:00:00Z"}},' +
    '{"Id":7,"MetaData":null},{"Id":"","MetaData":{"LastUpdatedTime":"yesterday"}},null,[]]}}';
  expect(readPage(Buffer.from(body), ENTITIES.items).keys).toEqual([
    { id: "1", updatedAt: undefined },
    { id: undefined, updatedAt: "2026-01-05T02:00:00Z" },
    { id: undefined, updatedAt: undefined },
    { id: undefined, updatedAt: undefined },
    { id: undefined, updatedAt: undefined },
    { id: undefined, updatedAt: undefined },
  ]);
});

test("a count comes with QuickBooks' clock, which separates settled records from those still being written", () => {
  expect(readCount(Buffer.from('{"QueryResponse":{"totalCount":41},"time":"2020-09-29T06:03:53.438-07:00"}'))).toEqual({
    count: 41,
    sourceTime: "2020-09-29T13:03:53Z",
  });
  expect(readCount(Buffer.from('{"QueryResponse":{"totalCount":3},"time":1780000000000}'))).toEqual({
    count: 3,
    sourceTime: undefined,
  });
  expect(readCount(Buffer.from('{"QueryResponse":{"totalCount":0}}'))).toEqual({ count: 0, sourceTime: undefined });
});

test("the company's name is read from its information, and may be absent", () => {
  expect(readCompanyName(Buffer.from('{"CompanyInfo":{"CompanyName":"Peña & Hijos"}}'))).toBe("Peña & Hijos");
  expect(readCompanyName(Buffer.from('{"CompanyInfo":{}}'))).toBeUndefined();
});

test("a body that is cut off or malformed is distinguished from a body with another content", () => {
  const whole = '{"QueryResponse":{"Invoice":[{"Id":"1"}]}}';
  for (const body of [whole.slice(0, -1), whole.slice(0, 30), "", "<html>"]) {
    expect(() => readPage(Buffer.from(body), ENTITIES.invoices)).toThrow(SyntaxError);
    expect(() => readCount(Buffer.from(body))).toThrow(SyntaxError);
  }
});

test.each([
  "null",
  "[]",
  "{}",
  '{"QueryResponse":null}',
  '{"QueryResponse":[]}',
  '{"QueryResponse":{"Invoice":{"Id":"1"}}}',
  '{"QueryResponse":{"Invoice":null}}',
  '{"Invoice":{"Id":"1"}}',
])("%s is not taken for a page, least of all for an empty one", (body) => {
  expect(() => readPage(Buffer.from(body), ENTITIES.invoices)).toThrow(
    expect.objectContaining({ code: "QBO_ANSWER_SHAPE", exitCode: 65 }),
  );
});

test.each(['{"QueryResponse":{}}', '{"QueryResponse":{"totalCount":"41"}}', '{"QueryResponse":{"totalCount":-1}}'])(
  "%s is not taken for a count, least of all for zero",
  (body) => {
    expect(() => readCount(Buffer.from(body))).toThrow(ContractError);
  },
);

const pageOf = (name: string, records: number) =>
  Buffer.from(
    `{"QueryResponse":{"Item":[${Array.from({ length: records }, (_, n) => `{"Id":"${name}${n}"}`).join()}]}}`,
  );

test("a page that is read in pieces is the page that is read at once", async () => {
  const body = pageOf("", 1_000);
  expect(await readPageInPieces(body, ENTITIES.items)).toEqual(readPage(body, ENTITIES.items));
});

test("while pages are read, other work goes on, and the page that came first is there first", async () => {
  const done: string[] = [];
  const reading = ["a", "b", "c"].map((name) =>
    readPageInPieces(pageOf(name, 1_000), ENTITIES.items).then(() => done.push(name)),
  );
  const doneAtTurn: string[][] = [];
  while (done.length < 3) {
    await new Promise(setImmediate);
    doneAtTurn.push([...done]);
  }
  await Promise.all(reading);
  expect(done).toEqual(["a", "b", "c"]);
  for (const [earlier, later] of [
    [0, 1],
    [1, 2],
  ] as const) {
    const turns = doneAtTurn.filter((names) => names.length > earlier && names.length <= later).length;
    expect(turns, "turns between two pages").toBeGreaterThan(3);
  }
});

test("a page that cannot be read does not keep the next one from being read", async () => {
  const cut = readPageInPieces(pageOf("a", 10).subarray(0, 60), ENTITIES.items);
  const next = readPageInPieces(pageOf("b", 2), ENTITIES.items);
  await expect(cut).rejects.toThrow(SyntaxError);
  expect((await next).keys).toHaveLength(2);
});
