import type { EntityName } from "../entities/entity";
import { ConfigError } from "../errors";
import { configuredEntities, entityNames } from "./entity-names";
import type { TimeRange, UtcInstant } from "./instants";
import { strangeCharacter } from "./strange-characters";
import { isGiven, oneOf, utcRange, whole, yesNo } from "./variables";

/** What one start of a pipeline is asked to do, after its variables were checked. It is the same for each of its entities. */
export interface LoadJob {
  /** In the order of a load. */
  readonly entities: readonly EntityName[];
  readonly range: TimeRange;
  /** Where each entity goes on, if the variables named no range. The range then begins at the earliest of these. */
  readonly starts?: ReadonlyMap<EntityName, UtcInstant>;
  /** MAXRESULTS of a query, 1 to 1000. */
  readonly pageSize: number;
  /** Most days that one query may span; 0: as many as the range has. */
  readonly maxDaysPerQuery: number;
  /** How many pages are read side by side, 1 to 8. */
  readonly workers: number;
  /** Continue an unfinished run of the same range instead of starting over. */
  readonly resume: boolean;
  /** Only plan and estimate; nothing is written. */
  readonly dryRun: boolean;
  /** What proves that a run is complete: counts, or the id and version of each record. */
  readonly proof: ProofKind;
  /** The operator confirms that many records of an entity may be gone at once. */
  readonly confirmDeletes: boolean;
  /** A payload that is replaced or removed is kept, with the time from and to when it was held. */
  readonly keepVersions: boolean;
}

/** What the variables of a load say. Without a range, each entity goes on from its mark. */
export interface AskedLoad extends Omit<LoadJob, "range" | "starts"> {
  readonly range: TimeRange | undefined;
}

/** The part of a load that concerns one entity. */
export interface Job extends Omit<LoadJob, "entities" | "starts"> {
  readonly entity: EntityName;
  /** The variables named no range: the entity goes on from its mark. */
  readonly goesOn?: boolean;
}

export function jobOf({ entities: _, starts, ...load }: LoadJob, entity: EntityName): Job {
  if (starts === undefined) return { ...load, entity };
  return { ...load, entity, goesOn: true, range: { ...load.range, start: starts.get(entity) ?? load.range.start } };
}

/** `counts` lists ids only if counts do not settle the proof; `ids` always lists them: one small call for 1,000 records. */
export const PROOF_KINDS = ["counts", "ids"] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** Intuit's ceiling for MAXRESULTS (data queries page). A larger number is refused with fault 4001. */
export const PAGE_SIZE_MAX = 1_000;
/** A century of days. No company's history is longer, and a mistyped year is noticed. */
const RANGE_DAYS_MAX = 36_600;

/** Intuit allows 10 calls at once. 8 leave room for the counts of other pipelines. */
const WORKERS_MAX = 8;
const WORKERS_DEFAULT = 4;

const VARIABLE_NAMES = [
  "entities",
  "fecha_inicio",
  "fecha_fin",
  "page_size",
  "max_days_per_query",
  "workers",
  "resume",
  "dry_run",
  "proof",
  "confirm_deletes",
  "keep_versions",
] as const;

/**
 * Checks all runtime variables together, so that an operator can correct all of them together.
 *
 * @param configured the entities that the pipeline's configuration names; none if its variable `entities` names them.
 * @param interval the range that Mage's Backfills page hands over. It is used if the variables name no range.
 * @returns without a range if neither the variables nor the page name one.
 * @throws ConfigError `CONFIG_VARIABLES`, naming each problem.
 */
export function parseJob(
  configured: readonly string[],
  variables: Readonly<Record<string, unknown>>,
  interval?: MageInterval,
): AskedLoad {
  const problems: string[] = [];
  const known = VARIABLE_NAMES.filter((name) => name !== "entities" || configured.length === 0);
  for (const name of Object.keys(variables)) {
    if (!(known as readonly string[]).includes(name)) problems.push(unknownVariable(name, known));
  }
  const entities =
    configured.length > 0 ? configuredEntities(configured, problems) : entityNames(variables.entities, problems);
  const range = rangeOf(variables, interval, problems);
  const pageSize = whole(variables, "page_size", { fallback: PAGE_SIZE_MAX, min: 1, max: PAGE_SIZE_MAX }, problems);
  const maxDaysPerQuery = whole(
    variables,
    "max_days_per_query",
    { fallback: 0, min: 0, max: RANGE_DAYS_MAX },
    problems,
  );
  const workers = workersOf(variables, problems);
  const resume = yesNo(variables, "resume", true, problems);
  const dryRun = yesNo(variables, "dry_run", false, problems);
  const proof = oneOf(variables, "proof", PROOF_KINDS, "counts", problems);
  const confirmDeletes = yesNo(variables, "confirm_deletes", false, problems);
  const keepVersions = yesNo(variables, "keep_versions", false, problems);

  if (problems.length > 0) {
    throw new ConfigError("CONFIG_VARIABLES", `The run's variables cannot be used: ${problems.join("; ")}.`, {
      remedy:
        "Correct the variables in the trigger (or in the call that started the run) and run again; nothing was read or written.",
    });
  }
  return { entities, range, pageSize, maxDaysPerQuery, workers, resume, dryRun, proof, confirmDeletes, keepVersions };
}

/** How many pages are read side by side, and then written side by side. */
export function workersOf(variables: Readonly<Record<string, unknown>>, problems: string[]): number {
  return whole(variables, "workers", { fallback: WORKERS_DEFAULT, min: 1, max: WORKERS_MAX }, problems);
}

/** As Mage writes it: ISO 8601, and UTC if no zone is named. Mage's page gives no end when it makes a single run. */
export interface MageInterval {
  readonly start: string;
  readonly end: string | null;
}

function rangeOf(
  variables: Readonly<Record<string, unknown>>,
  interval: MageInterval | undefined,
  problems: string[],
): TimeRange | undefined {
  const limits = { daysMax: RANGE_DAYS_MAX };
  if (isGiven(variables, "fecha_inicio") || isGiven(variables, "fecha_fin")) {
    return utcRange(variables, "fecha_inicio", "fecha_fin", limits, problems);
  }
  if (interval === undefined) return undefined;
  if (interval.end === null) {
    problems.push(
      "the Backfills page gave this run a start and no end, since its interval is longer than its dates: choose a shorter interval there, or name fecha_inicio and fecha_fin",
    );
    return undefined;
  }
  const given = { interval_start_datetime: interval.start, interval_end_datetime: interval.end };
  return utcRange(given, "interval_start_datetime", "interval_end_datetime", limits, problems);
}

export function unknownVariable(name: string, known: readonly string[]): string {
  const strange = strangeCharacter(name);
  if (strange !== undefined) return `the variable '${name}' ${strange}`;
  return `${name} is not a variable of this pipeline (it has ${known.join(", ")})`;
}
