import { expect, test } from "vitest";
import { utcInstant } from "../job/instants";
import { namesOf, type RejectedName } from "./rejected-words";

const DAY = utcInstant(Date.UTC(2026, 2, 3));
const AT = utcInstant(Date.UTC(2026, 2, 3, 18, 0, 22));
const record: RejectedName = {
  recordId: "900001",
  day: DAY,
  page: 1,
  position: 7,
  reason: "NOT_JSONB",
  notBefore: null,
  notAfter: null,
  neighbours: { before: null, after: null },
};
const unreadable = {
  ...record,
  recordId: null,
  page: null,
  position: null,
  reason: "UNREADABLE",
  notBefore: AT,
  notAfter: AT,
};

test.each<[string, RejectedName]>([
  ["900001 of 2026-03-03 (NOT_JSONB)", record],
  ["900001 (NO_LAST_UPDATED_TIME)", { ...record, day: null, reason: "NO_LAST_UPDATED_TIME" }],
  ["one without an Id, place 7 of page 1 (NO_ID)", { ...record, recordId: null, reason: "NO_ID" }],
  ["one of 2026-03-03T18:00:22Z (UNREADABLE)", unreadable],
  [
    "one of 2026-03-03T18:00:22Z, after record 12, before record 14 (UNREADABLE)",
    { ...unreadable, neighbours: { before: "12", after: "14" } },
  ],
])("a record that is not in the table is named: %s", (name, given) => {
  expect(namesOf([given], 1)).toBe(name);
});

test("of many records, the first are named and the others counted", () => {
  expect(namesOf([record], 1_205)).toBe("900001 of 2026-03-03 (NOT_JSONB), and 1,204 more");
});
