import { expect, test } from "vitest";
import { incomplete } from "./incomplete";

const NONE = { total: 0, first: [] };
const remedyOf = (...names: string[]) =>
  incomplete(
    names.map((name) => ({ name, offenders: 1 })),
    "items",
    NONE,
  ).remedy;

test("the remedy is chosen by the checks that failed, and each is said once", () => {
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
