import { expect, test } from "vitest";
import type { RunSummary } from "../src/warehouse/reports/run-summary";
import type { Outcome } from "./demo";
import { failures, fieldsOf, isGreen, lastLine, lastLineOfCompany, table } from "./demo-report";

function outcome(entity: Outcome["entity"], rows: number, change: Partial<Outcome> = {}): Outcome {
  const counts = { windows: 30, pages: 1, rows, calls: 4, seconds: 2.34, inserted: rows, updated: 0 };
  return {
    entity,
    run: { id: 1, pipeline_uuid: `qb_${entity}_backfill`, status: "completed", block_runs: [] },
    summary: { runId: 5, entity, ...counts, verdict: "complete" } as RunSummary,
    failure: undefined,
    ...change,
  };
}
const green = [outcome("customers", 300), outcome("items", 80), outcome("invoices", 4000)];
const failed = { id: 9, pipeline_uuid: "qb_items_backfill", status: "failed" as const, block_runs: [] };

test("the table has one row for each entity, with the numbers in columns", () => {
  expect(table(green)).toBe(
    [
      "entity     run_id  windows  pages  rows  calls  seconds  inserted  updated  verdict",
      "customers       5       30      1   300      4      2.3       300        0  complete",
      "items           5       30      1    80      4      2.3        80        0  complete",
      "invoices        5       30      1  4000      4      2.3      4000        0  complete",
      "",
    ].join("\n"),
  );
});

test("the last line says ok and counts when everything was complete", () => {
  expect(lastLine(green)).toBe("demo: ok customers=300 items=80 invoices=4000 verdict=complete");
});

test("an incomplete run is not ok, although Mage calls it completed", () => {
  const short = outcome("items", 79, { summary: { rows: 79, verdict: "incomplete" } as RunSummary });
  expect(lastLine([green[0] as Outcome, short])).toBe("demo: failed customers=300 items=79 verdict=incomplete");
});

test("a run that failed before its first row is reported with its reason", () => {
  const broken = outcome("items", 0, {
    run: failed,
    summary: undefined,
    failure: "The token is dead. Authorise again.",
  });
  expect(table([broken])).toContain("items        -        -      -     -      -        -         -        -  failed");
  expect(lastLine([broken])).toBe("demo: failed items=0 verdict=failed");
  expect(failures([broken])).toBe("items, Mage's run 9: The token is dead. Authorise again.\n");
});

test("a program gets the same numbers, and the run number for a report", () => {
  expect(fieldsOf([outcome("items", 80)])).toEqual({
    ok: true,
    entities: [
      {
        ...{
          entity: "items",
          run_id: 5,
          windows: 30,
          pages: 1,
          rows: 80,
          calls: 4,
          seconds: 2.34,
          inserted: 80,
          updated: 0,
        },
        ...{ verdict: "complete", mage_run_id: 1, failure: null },
      },
    ],
  });
});

const absent = outcome("budgets", 0, { summary: { rows: 0, verdict: "unavailable" } as RunSummary });

test("of a whole company, absent entities are counted apart and are not red", () => {
  expect(isGreen(absent)).toBe(true);
  expect(lastLineOfCompany([...green, absent])).toBe("demo: ok entities=3 rows=4380 unavailable=1 verdict=complete");
});

test("of a whole company, a failed run is shown with its result and its reason", () => {
  const company = outcome("company", 0, {
    run: failed,
    summary: undefined,
    failure: "The load is not complete: bills.",
  });
  expect(lastLineOfCompany([...green, company])).toBe("demo: failed entities=3 rows=4380 unavailable=0 verdict=failed");
  expect(failures([...green, company])).toBe("company, Mage's run 9: The load is not complete: bills.\n");
});
