import { expect, test } from "vitest";
import { Fields } from "./fields";

function fieldsOf(...records: unknown[]) {
  const fields = new Fields();
  for (const [place, record] of records.entries()) fields.add(record, String(place + 1));
  return fields.list();
}

test("each member is listed once with its types, in how many records it is, and the id of the first", () => {
  const list = fieldsOf(
    { Id: "1", Balance: 0, Line: [{ Amount: 1 }, { Amount: "2" }] },
    { Id: "2", Line: [{ Amount: 3, Description: null }], Active: true },
  );
  expect(list).toEqual([
    { path: "", types: ["object"], records: 2, example: "1" },
    { path: "Id", types: ["string"], records: 2, example: "1" },
    { path: "Balance", types: ["number"], records: 1, example: "1" },
    { path: "Line", types: ["array"], records: 2, example: "1" },
    { path: "Line[]", types: ["object"], records: 2, example: "1" },
    { path: "Line[].Amount", types: ["number", "string"], records: 2, example: "1" },
    { path: "Line[].Description", types: ["null"], records: 1, example: "2" },
    { path: "Active", types: ["boolean"], records: 1, example: "2" },
  ]);
});

test("names that Postgres cannot hold, thousands of members and deep nesting do not fill the list", () => {
  const flood = Object.fromEntries(Array.from({ length: 5000 }, (_, place) => [`member${place}`, 1]));
  const deep = Array.from({ length: 500 }).reduce((inner) => ({ a: inner }), {});
  const list = fieldsOf({ "\u0000": 1, "\ud800": 2 }, deep, flood);
  expect(list.length).toBe(2000);
  expect(list.filter(({ path }) => path === "?")).toEqual([{ path: "?", types: ["number"], records: 1, example: "1" }]);
  expect(Math.max(...list.map(({ path }) => path.split(".").length))).toBe(16);
});

test("a page without records lists nothing", () => {
  expect(fieldsOf()).toEqual([]);
});
