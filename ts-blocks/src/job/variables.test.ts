import { expect, test } from "vitest";
import { type AskedLoad, parseJob } from "./job";

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

function read(change: Record<string, unknown>): AskedLoad {
  return parseJob(["items"], { ...JANUARY, ...change });
}

/** The problem that is reported for a change to good variables, without the sentence around it. */
function problemOf(change: Record<string, unknown>): string {
  try {
    read(change);
  } catch (error) {
    return String(error).replace(/^ConfigError: The run's variables cannot be used: (.*)\.$/, "$1");
  }
  return "accepted";
}

test.each<[string, Record<string, unknown>, string]>([
  [
    "a start after the end",
    { fecha_inicio: "2026-02-01" },
    "fecha_inicio (2026-02-01T00:00:00Z) lies after fecha_fin (2026-01-31T00:00:00Z)",
  ],
  [
    "an empty range",
    { fecha_inicio: "2026-01-31T00:00:00Z" },
    "fecha_inicio and fecha_fin are the same moment (2026-01-31T00:00:00Z): the end is not included, so the range is empty",
  ],
  ["a missing start", { fecha_inicio: undefined }, "fecha_inicio is missing (a UTC date such as 2026-01-01)"],
  ["an empty end", { fecha_fin: "" }, "fecha_fin is missing (a UTC date such as 2026-01-01)"],
  ["a date that no calendar has", { fecha_inicio: "2025-02-29" }, "fecha_inicio is no real date or time: '2025-02-29'"],
  [
    "a number for a date",
    { fecha_inicio: 20260101 },
    "fecha_inicio must be an ISO 8601 date or time such as 2026-01-01, not 20260101",
  ],
  [
    "a date in a country's own order",
    { fecha_fin: "31/01/2026" },
    "fecha_fin must be an ISO 8601 date or time such as 2026-01-01, not '31/01/2026'",
  ],
  ["a range of two centuries", { fecha_inicio: "1826-01-01" }, "fecha_inicio and fecha_fin span more than 36600 days"],
  ["a page of no rows", { page_size: 0 }, "page_size must be between 1 and 1000, not 0"],
  ["a page that Intuit refuses", { page_size: "1001" }, "page_size must be between 1 and 1000, not 1001"],
  ["a fraction in a text", { page_size: "10.5" }, "page_size must be a whole number, not '10.5'"],
  ["a fraction in a number", { page_size: 10.5 }, "page_size must be a whole number, not 10.5"],
  ["true for a number", { page_size: true }, "page_size must be a whole number, not true"],
  ["negative days", { max_days_per_query: "-7" }, "max_days_per_query must be between 0 and 36600, not -7"],
  [
    "a date with dashes that a document put there",
    { fecha_inicio: "2026\u201301\u201301" },
    "fecha_inicio must be an ISO 8601 date or time such as 2026-01-01, not '2026–01–01', which holds U+2013 (a dash) where a hyphen belongs",
  ],
  [
    "a date with hyphens that do not break",
    { fecha_inicio: "2026\u201101\u201101" },
    "fecha_inicio must be an ISO 8601 date or time such as 2026-01-01, not '2026\u201101\u201101', which holds U+2011 (a dash) where a hyphen belongs",
  ],
  [
    "a date after a blank of no width",
    { fecha_inicio: "\u200b2026-01-01" },
    "fecha_inicio must be an ISO 8601 date or time such as 2026-01-01, not '\u200b2026-01-01', which begins with U+200B, which cannot be seen",
  ],
  [
    "a date with half of a character",
    { fecha_inicio: "2026-01-01\ud83d" },
    "fecha_inicio must be an ISO 8601 date or time such as 2026-01-01, not '2026-01-01\ud83d', which ends with U+D83D (half of a character)",
  ],
  [
    "a number after a blank of no width",
    { page_size: "\u200b100" },
    "page_size must be a whole number, not '\u200b100', which begins with U+200B, which cannot be seen",
  ],
  [
    "a truth in digits of another script",
    { dry_run: "１" },
    "dry_run must be true or false, not '１', which begins with U+FF11 (a digit of another script)",
  ],
  [
    "a name with a letter of another script",
    { "fecha_\u0456nicio": "2026-01-01" },
    "the variable 'fecha_\u0456nicio' holds U+0456 (a letter that is not of the Latin alphabet's 26)",
  ],
  ["neither yes nor no", { resume: "maybe" }, "resume must be true or false, not 'maybe'"],
  ["one for yes", { dry_run: 1 }, "dry_run must be true or false, not 1"],
])("%s is refused by name", (_, change, problem) => {
  expect(problemOf(change)).toBe(problem);
});

test.each([
  ["2026-01-01T00:00:00-05:00", "2026-01-01T05:00:00Z"],
  ["2026-01-01 00:00:00-0500", "2026-01-01T05:00:00Z"],
  ["2026-01-01T00:00-05", "2026-01-01T05:00:00Z"],
  ["2026-01-01T00:00:00+05:30", "2025-12-31T18:30:00Z"],
])("the local time %s is refused, and the UTC time to write is given", (local, utc) => {
  expect(problemOf({ fecha_inicio: local })).toBe(
    `fecha_inicio must be in UTC, not in a local time ('${local}'); write ${utc}`,
  );
});

test.each(["2026-01-01T00:00:00-05:00[America/Bogota]", "2026-01-01t00:00:00-05:00"])(
  "the local time %s is refused, in whatever spelling",
  (local) => {
    expect(problemOf({ fecha_inicio: local })).not.toBe("accepted");
  },
);

test.each(["2026-01-01T00:00:00.500Z", "2026-01-01 00:00:00,5", "2026-01-01T00:00:00.000400"])(
  "the fraction of a second in %s is refused, because QuickBooks stamps whole seconds",
  (time) => {
    expect(problemOf({ fecha_inicio: time })).toBe(`fecha_inicio must be a whole second, not '${time}'`);
  },
);

test.each([
  "2026-01-01",
  "2026-01-01 00:00:00", // a date that YAML made a datetime, as Mage hands it over
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00Z",
  "2026-01-01T00:00:00+00:00",
  "2026-01-01T00:00:00.000Z",
  " 2026-01-01 ",
])("%j is the first of January in UTC", (start) => {
  expect(read({ fecha_inicio: start }).range?.start).toBe("2026-01-01T00:00:00Z");
});

test("numbers and yes or no are read in the forms in which Mage's pages and calls send them", () => {
  for (const size of [7, "7", "007", " 7 "]) expect(read({ page_size: size }).pageSize).toBe(7);
  for (const no of [false, "false", "False"]) expect(read({ resume: no }).resume).toBe(false);
  for (const yes of [true, "true", "TRUE"]) expect(read({ dry_run: yes }).dryRun).toBe(true);
  expect(read({ max_days_per_query: "1" }).maxDaysPerQuery).toBe(1);
});

test.each(["", null, undefined])("a variable that is %j counts as not given", (nothing) => {
  const change = { page_size: nothing, max_days_per_query: nothing, resume: nothing, dry_run: nothing };
  expect(read(change)).toEqual(read({}));
});

test("of a long text in a variable only the beginning is quoted", () => {
  expect(problemOf({ page_size: "x".repeat(5_000) })).toBe(`page_size must be a whole number, not '${"x".repeat(39)}…`);
});
