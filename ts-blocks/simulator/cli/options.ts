import { parseArgs } from "node:util";
import { IANAZone } from "luxon";
import { OPTIONAL_FIELDS } from "../company/optional-fields";
import { COMPANY_SIZES, type CompanySize } from "../company/plan";
import { parseWithout } from "../features";
import { TOTAL_COUNTS } from "../http/envelope";
import type { Rotation } from "../oauth/grants";
import type { SimulatorOptions } from "../options";
import { ID_SORTS } from "../query/check";
import { SCENARIOS } from "../scenarios/all";
import { TIME_FRACTIONS } from "../stamps";

/** The command line is wrong. One message names every problem. */
export class UsageError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("; "));
  }
}

export interface Command {
  readonly help: boolean;
  readonly json: boolean | undefined;
  readonly untilStdinCloses: boolean;
  readonly simulator: SimulatorOptions;
}

const SPECIFICATION = {
  help: { type: "boolean", short: "h" },
  host: { type: "string" },
  port: { type: "string" },
  "control-port": { type: "string" },
  company: { type: "string" },
  records: { type: "string" },
  "latency-ms": { type: "string" },
  seed: { type: "string" },
  rotate: { type: "string" },
  "concurrent-refresh": { type: "string" },
  "access-tokens": { type: "string" },
  "record-bytes": { type: "string" },
  ties: { type: "string" },
  "id-sort": { type: "string" },
  "literal-zone": { type: "string" },
  "time-fraction": { type: "string" },
  "total-count": { type: "string" },
  without: { type: "string" },
  "optional-fields": { type: "string" },
  limits: { type: "string" },
  "changes-per-minute": { type: "string" },
  state: { type: "string" },
  scenario: { type: "string" },
  "until-stdin-closes": { type: "boolean" },
  json: { type: "boolean" },
} as const;

const PORT_MAX = 65_535;
const LATENCY_MS_MAX = 600_000;
const CHANGES_MAX = 100_000;
const RECORD_BYTES_MAX = 1_000_000;

export function parseCommand(argv: readonly string[]): Command {
  let values: ReturnType<typeof parseValues>;
  try {
    values = parseValues(argv);
  } catch (error) {
    throw new UsageError([error instanceof Error ? error.message : String(error)]);
  }
  const problems: string[] = [];
  const whole = (
    name: "port" | "control-port" | "latency-ms" | "seed" | "changes-per-minute" | "record-bytes",
    max: number,
  ): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
    problems.push(`--${name} must be a whole number from 0 to ${max}, not ${JSON.stringify(text)}`);
    return undefined;
  };
  const oneOf = <T extends string>(
    name:
      | "company"
      | "rotate"
      | "concurrent-refresh"
      | "access-tokens"
      | "ties"
      | "id-sort"
      | "time-fraction"
      | "total-count"
      | "optional-fields"
      | "limits"
      | "scenario",
    allowed: readonly T[],
  ): T | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    const found = allowed.find((choice) => choice === text);
    if (found === undefined)
      problems.push(`--${name} must be one of ${allowed.join(", ")}, not ${JSON.stringify(text)}`);
    return found;
  };
  const simulator: SimulatorOptions = {
    host: values.host,
    port: whole("port", PORT_MAX),
    controlPort: whole("control-port", PORT_MAX),
    latencyMs: whole("latency-ms", LATENCY_MS_MAX),
    seed: whole("seed", 0x7fffffff),
    changesPerMinute: whole("changes-per-minute", CHANGES_MAX),
    company: oneOf<CompanySize>("company", COMPANY_SIZES),
    rotate: oneOf<Rotation>("rotate", ["always", "daily", "never"]),
    concurrentRefresh: oneOf("concurrent-refresh", ["revoke", "tolerate"]),
    accessTokens: oneOf("access-tokens", ["live-on", "end-at-refresh"]),
    recordBytes: whole("record-bytes", RECORD_BYTES_MAX),
    ties: oneOf("ties", ["shuffled", "stable"]),
    idSort: oneOf("id-sort", ID_SORTS),
    timeFraction: oneOf("time-fraction", TIME_FRACTIONS),
    totalCount: oneOf("total-count", TOTAL_COUNTS),
    optionalFields: oneOf("optional-fields", OPTIONAL_FIELDS),
    without: values.without?.split(","),
    limits: oneOf<"intuit" | "none">("limits", ["intuit", "none"]),
    scenario: oneOf("scenario", Object.keys(SCENARIOS)),
    literalZone: values["literal-zone"],
    recordsDirectory: values.records,
    stateFile: values.state,
  };
  if (values["literal-zone"] !== undefined && !IANAZone.isValidZone(values["literal-zone"]))
    problems.push(`--literal-zone must be a time zone such as UTC, not ${JSON.stringify(values["literal-zone"])}`);
  if (values.without !== undefined) problems.push(...problemsWith(values.without.split(",")));
  if (values.records !== undefined && values["record-bytes"] !== undefined)
    problems.push("--records and --record-bytes exclude each other: recorded records stay as they are");
  if (values.records !== undefined && values.company !== undefined)
    problems.push("--records and --company exclude each other");
  if (problems.length > 0) throw new UsageError(problems);
  return {
    help: values.help === true,
    json: values.json,
    untilStdinCloses: values["until-stdin-closes"] === true,
    simulator,
  };
}

function problemsWith(without: readonly string[]): string[] {
  try {
    parseWithout(without);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [`--without: ${error.message}`];
  }
}

function parseValues(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: SPECIFICATION, strict: true, allowPositionals: false }).values;
}
