import { expect, test } from "vitest";
import { pacificStamp } from "../stamps";
import { rowFromText } from "../store/row";
import { listSource, Shelf } from "../store/shelf";
import { check, type IdSort } from "./check";
import { evaluate } from "./evaluate";
import type { Ties } from "./order";
import { parse } from "./parser";

const NOON = Date.parse("2026-05-05T12:00:00Z") / 1000;

function invoice(id: string, secondsAfterNoon: number, more = ""): string {
  const stamp = pacificStamp(NOON + secondsAfterNoon);
  return `{"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${stamp}","LastUpdatedTime":"${stamp}"},"DocNumber":"${id}","TotalAmt":100.00${more}}`;
}

function ask(shelf: Shelf, statement: string, ties: Ties = { kind: "stable" }): string[] {
  const settings = { zone: "utc", nowMs: NOON * 1000, ties };
  return evaluate(shelf, check(parse(statement)), settings).rows.map((row) => row.id);
}

const five = (): Shelf => new Shelf(listSource([3, 1, 2, 5, 4].map((n) => rowFromText(invoice(String(n), n * 10)))));

test("transactions come newest first, or by their last update when asked", () => {
  expect(ask(five(), "select * from Invoice")).toEqual(["5", "4", "3", "2", "1"]);
  expect(ask(five(), "select * from Invoice orderby MetaData.LastUpdatedTime")).toEqual(["1", "2", "3", "4", "5"]);
});

test("a window is half-open as its operators say, in whatever offset the bound is written", () => {
  const window = (low: string, high: string): string[] =>
    ask(
      five(),
      `select * from Invoice where MetaData.LastUpdatedTime ${low} and MetaData.LastUpdatedTime ${high} orderby MetaData.LastUpdatedTime`,
    );
  expect(window(">= '2026-05-05T12:00:20Z'", "< '2026-05-05T05:00:40-07:00'")).toEqual(["2", "3"]);
  expect(window("> '2026-05-05T12:00:20Z'", "<= '2026-05-05T12:00:40Z'")).toEqual(["3", "4"]);
  expect(window(">= '2026-05-05T12:00:20.5Z'", "< '2026-05-05T12:00:40.5Z'")).toEqual(["3", "4"]);
  expect(window(">= '2026-05-05T13:00:00Z'", "< '2026-05-05T12:00:00Z'")).toEqual([]);
});

test("pages of any size return every row once", () => {
  for (const size of [1, 2, 3, 5, 9]) {
    const seen: string[] = [];
    for (let start = 1; ; start += size) {
      const page = ask(
        five(),
        `select * from Invoice orderby MetaData.LastUpdatedTime startposition ${start} maxresults ${size}`,
      );
      if (page.length === 0) break;
      seen.push(...page);
    }
    expect(seen).toEqual(["1", "2", "3", "4", "5"]);
  }
});

test("rows of one second keep their order when ties are stable, and change their order with the seed when shuffled", () => {
  const shelf = new Shelf(listSource(Array.from({ length: 40 }, (_, n) => rowFromText(invoice(String(n), 0)))));
  const statement = "select * from Invoice orderby MetaData.LastUpdatedTime maxresults 40";
  expect(ask(shelf, statement)).toEqual(ask(shelf, statement));
  const [one, two] = [1, 2].map((seed) => ask(shelf, statement, { kind: "shuffled", seed }));
  expect(one).not.toEqual(two);
  expect(one?.toSorted()).toEqual(two?.toSorted());
});

test("Id as a further sort key sorts by its number, or is ignored, or is refused with a 4001", () => {
  const ids = ["9", "10", "5000000000000503624", "100"];
  const shelf = new Shelf(listSource(ids.map((id) => rowFromText(invoice(id, 0)))));
  const sorted = (idSort: IdSort, seed: number, direction: string): string[] => {
    const statement = `select * from Invoice orderby MetaData.LastUpdatedTime asc, Id ${direction}`;
    const settings = { zone: "utc", nowMs: NOON * 1000, ties: { kind: "shuffled", seed } } as const;
    return evaluate(shelf, check(parse(statement), idSort), settings).rows.map((row) => row.id);
  };
  for (const seed of [1, 2, 3]) {
    expect(sorted("honoured", seed, "asc")).toEqual(["9", "10", "100", "5000000000000503624"]);
    expect(sorted("honoured", seed, "desc")).toEqual(["5000000000000503624", "100", "10", "9"]);
  }
  const orders = new Set([1, 2, 3, 4, 5].map((seed) => sorted("ignored", seed, "asc").join()));
  expect(orders.size).toBeGreaterThan(1);
  expect(() => sorted("refused", 1, "asc")).toThrow("QueryValidationError: property 'Id' is not sortable");
});

test("Id as the only sort key always sorts, whatever Id does as a further key", () => {
  const shelf = new Shelf(listSource(["9", "10", "100"].map((id) => rowFromText(invoice(id, 0)))));
  for (const idSort of ["honoured", "ignored", "refused"] as const) {
    const query = check(parse("select * from Invoice orderby Id desc"), idSort);
    const { rows } = evaluate(shelf, query, { zone: "utc", nowMs: 0, ties: { kind: "shuffled", seed: 1 } });
    expect(rows.map((row) => row.id)).toEqual(["100", "10", "9"]);
  }
});

test("TaxAgency reads ORDERBY and ignores it", () => {
  const agency = (id: string, name: string) => rowFromText(`{"Id":"${id}","DisplayName":"${name}"}`);
  const shelf = new Shelf(listSource([agency("1", "Arizona"), agency("2", "Board")]));
  expect(ask(shelf, "select * from TaxAgency orderby DisplayName desc")).toEqual(["1", "2"]);
});

test("pages of one crowded second hold each record once if Id sorts, and lose some records if Id is ignored", () => {
  const shelf = new Shelf(listSource(Array.from({ length: 2500 }, (_, n) => rowFromText(invoice(String(n), 0)))));
  const seen = (idSort: IdSort): number => {
    const pages = [1, 1001, 2001].map((start, seed) => {
      const statement = `select * from Invoice orderby MetaData.LastUpdatedTime asc, Id asc startposition ${start} maxresults 1000`;
      const settings = { zone: "utc", nowMs: NOON * 1000, ties: { kind: "shuffled", seed } } as const;
      return evaluate(shelf, check(parse(statement), idSort), settings).rows.map((row) => row.id);
    });
    return new Set(pages.flat()).size;
  };
  expect(seen("honoured")).toBe(2500);
  expect(seen("ignored")).toBeLessThan(2500);
});

test("no comparison of times finds a record without MetaData, and a plain query finds it", () => {
  const shelf = five();
  shelf.put(rowFromText('{"Id":"9","DocNumber":"9"}'));
  expect(ask(shelf, "select * from Invoice")).toContain("9");
  expect(ask(shelf, "select * from Invoice where MetaData.LastUpdatedTime < '2030-01-01T00:00:00Z'")).not.toContain(
    "9",
  );
});

test("a changed record moves to its new place and is found there once", () => {
  const shelf = five();
  shelf.put(rowFromText(invoice("1", 300)));
  expect(ask(shelf, "select * from Invoice orderby MetaData.LastUpdatedTime")).toEqual(["2", "3", "4", "5", "1"]);
  shelf.remove("2");
  expect(ask(shelf, "select * from Invoice orderby MetaData.LastUpdatedTime")).toEqual(["3", "4", "5", "1"]);
  expect(shelf.find("2")).toBeUndefined();
});

test("a count of active and inactive records reads no record", () => {
  const source = {
    ...listSource([rowFromText(invoice("1", 0)), rowFromText(invoice("2", 0))]),
    rowAt: () => {
      throw new RangeError("a row was read");
    },
  };
  const count = (statement: string) =>
    evaluate(new Shelf(source), check(parse(statement)), { zone: "utc", nowMs: NOON * 1000, ties: { kind: "stable" } })
      .total;
  expect(count("select count(*) from Customer where Active in (true, false)")).toBe(2);
  expect(() => count("select count(*) from Customer where Active = true")).toThrow("a row was read");
});

test("name lists hide their inactive records unless the statement names Active", () => {
  const names = ["Zoe", "PG&E", "Pam Seitz"].map((name, n) =>
    rowFromText(
      `{"Id":"${n}","FullyQualifiedName":"${name}","DisplayName":"${name}","Active":${n !== 0},"Balance":${n}.00}`,
    ),
  );
  const shelf = new Shelf(listSource(names));
  expect(ask(shelf, "select * from Customer")).toEqual(["1", "2"]);
  expect(ask(shelf, "select * from Customer where Active in (true, false)")).toEqual(["1", "2", "0"]);
  expect(ask(shelf, "select * from Customer where Active = false")).toEqual(["0"]);
  expect(ask(shelf, "select * from Customer where displayname = 'pam seitz'")).toEqual(["2"]);
  expect(ask(shelf, "select * from Customer where DisplayName like '%m s%'")).toEqual(["2"]);
  expect(ask(shelf, "select * from Customer where Balance > '1'")).toEqual(["2"]);
});
