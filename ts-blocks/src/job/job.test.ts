import { describe, expect, test } from "vitest";
import type { EntityName } from "../entities/entity";
import { ConfigError } from "../errors";
import { type UtcInstant, utcInstant } from "./instants";
import { jobOf, parseJob } from "./job";

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

function refusal(entity: string | undefined, variables: Record<string, unknown>): unknown {
  try {
    return parseJob(entity === undefined ? [] : [entity], variables);
  } catch (error) {
    return error;
  }
}

test("two dates are enough: the rest has defaults", () => {
  expect(parseJob(["customers"], JANUARY)).toEqual({
    entities: ["customers"],
    range: { start: "2026-01-01T00:00:00Z", end: "2026-01-31T00:00:00Z" },
    pageSize: 1000,
    maxDaysPerQuery: 0,
    workers: 4,
    resume: true,
    dryRun: false,
    proof: "counts",
    confirmDeletes: false,
    keepVersions: false,
  });
});

test("all wrong variables are named in one error", () => {
  const error = refusal("invoices", {
    fecha_inicio: "2026-02-30",
    fecha_final: "2026-03-31",
    page_size: 1001,
    max_days_per_query: -1,
    resume: "maybe",
  });
  expect(error).toBeInstanceOf(ConfigError);
  expect(error).toMatchObject({
    code: "CONFIG_VARIABLES",
    exitCode: 64,
    retryable: false,
    message:
      "The run's variables cannot be used: " +
      "fecha_final is not a variable of this pipeline " +
      "(it has fecha_inicio, fecha_fin, page_size, max_days_per_query, workers, resume, dry_run, proof, confirm_deletes, keep_versions); " +
      "fecha_inicio is no real date or time: '2026-02-30'; " +
      "fecha_fin is missing (a UTC date such as 2026-01-01); " +
      "page_size must be between 1 and 1000, not 1001; " +
      "max_days_per_query must be between 0 and 36600, not -1; " +
      "resume must be true or false, not 'maybe'.",
    remedy:
      "Correct the variables in the trigger (or in the call that started the run) and run again; nothing was read or written.",
  });
});

test("an unknown entity is refused with the nearest right name, together with all other errors", () => {
  expect(refusal("vendros", { ...JANUARY, page_size: 0 })).toMatchObject({
    code: "CONFIG_VARIABLES",
    message:
      "The run's variables cannot be used: 'vendros' is no entity (did you mean vendors?); " +
      "page_size must be between 1 and 1000, not 0.",
  });
});

test("a pipeline for several entities takes their names from its variable, and checks them with the others", () => {
  expect(parseJob([], { ...JANUARY, entities: "bills, vendors" })).toMatchObject({ entities: ["vendors", "bills"] });
  expect(refusal(undefined, { ...JANUARY, entities: "vendros,bills,bills", page_size: 0 })).toMatchObject({
    message:
      "The run's variables cannot be used: entities names 'vendros', which is no entity (did you mean vendors?); " +
      "entities names bills twice; page_size must be between 1 and 1000, not 0.",
  });
});

test("a pipeline of one entity has no variable for other entities", () => {
  expect(refusal("items", { ...JANUARY, entities: "all" })).toMatchObject({
    message: expect.stringContaining("entities is not a variable of this pipeline (it has fecha_inicio, "),
  });
});

test("without dates the run goes on from the marks, each entity from its own mark", () => {
  const asked = parseJob([], { entities: "items,bills", fecha_inicio: "", fecha_fin: null });
  expect(asked.range).toBeUndefined();
  const range = { start: utcInstant(Date.UTC(2026, 0, 1)), end: utcInstant(Date.UTC(2026, 0, 9)) };
  const starts = new Map<EntityName, UtcInstant>([
    ["items", range.start],
    ["bills", utcInstant(Date.UTC(2026, 0, 5))],
  ]);
  expect(jobOf({ ...asked, range, starts }, "bills")).toMatchObject({
    entity: "bills",
    goesOn: true,
    range: { start: "2026-01-05T00:00:00Z", end: "2026-01-09T00:00:00Z" },
  });
});

describe("the range of Mage's Backfills page", () => {
  const interval = { start: "2026-06-01T00:00:00", end: "2026-06-02T00:00:00+00:00" };
  const rangeOf = (variables: Record<string, unknown>, given = interval as Parameters<typeof parseJob>[2]) =>
    parseJob(["items"], variables, given).range;

  test("is used where the variables have no dates, as with a trigger's empty defaults", () => {
    const range = { start: "2026-06-01T00:00:00Z", end: "2026-06-02T00:00:00Z" };
    expect(rangeOf({})).toEqual(range);
    expect(rangeOf({ fecha_inicio: "", fecha_fin: "" })).toEqual(range);
  });

  test("is not used where the variables have dates, and one date without the other stays an error", () => {
    expect(rangeOf(JANUARY)).toEqual({ start: "2026-01-01T00:00:00Z", end: "2026-01-31T00:00:00Z" });
    expect(() => rangeOf({ fecha_inicio: "2026-01-01" })).toThrow(/fecha_fin is missing/);
  });

  test("without an end is an error that says what to choose on the page", () => {
    expect(() => rangeOf({}, { start: "2026-06-01T00:00:00", end: null })).toThrow(/choose a shorter interval there/);
  });

  test("that is local time, or too wide, is refused as in the variables", () => {
    expect(() => rangeOf({}, { ...interval, start: "2026-06-01T00:00:00-05:00" })).toThrow(
      /interval_start_datetime must be in UTC/,
    );
  });
});
