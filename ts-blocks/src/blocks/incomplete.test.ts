import { expect, test } from "vitest";
import { incomplete } from "./incomplete";

const NONE = { total: 0, first: [] };
const remedyOf = (...names: string[]) =>
  incomplete(
    names.map((name) => ({ name, offenders: 1 })),
    "items",
    NONE,
  ).remedy;

test("the remedies follow from the checks that failed, and each is given once", () => {
  expect(remedyOf("nothing_rejected")).not.toContain("same range again");
  expect(remedyOf("source_count_agrees", "windows_loaded")).toBe(
    "Run the same range again; if a check fails again, look at backfill.run_window for this run.",
  );
  expect(remedyOf("stale_rows_are_held", "rows_match_the_ledger")).toBe(
    "Find what else changes or drops rows of raw.qb_items (a trigger, another program, a person), undo it, then run the same range again.",
  );
  expect(remedyOf("nothing_rejected", "source_count_agrees")).toMatch(
    /^Correct the named records.* Run the same range/,
  );
});

test("a day that QuickBooks does not return is named with QuickBooks' answer, and the remedy is to run it again", () => {
  const day = (start: string, end: string) =>
    ({ start, end, why: "QuickBooks did not answer for 8 s (HTTP 502)." }) as never;
  const days = [
    day("2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z"),
    day("2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"),
  ];
  const error = incomplete([{ name: "source_count_agrees", offenders: 2 }], "items", NONE, days);
  expect(error.message).toBe(
    "The run is not complete; failed checks: source_count_agrees (2); not returned by QuickBooks, while it answers for other days: 2026-03-05 and 1 more (QuickBooks did not answer for 8 s (HTTP 502)).",
  );
  expect(error.remedy).toContain("run from 2026-03-05T00:00:00Z to 2026-03-06T00:00:00Z");
  expect(error.remedy).not.toContain("same range again");
});
