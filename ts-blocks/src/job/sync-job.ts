import { ENTITY_NAMES, type EntityName } from "../entities/entity";
import { ConfigError } from "../errors";
import { entityNames } from "./entity-names";
import type { UtcInstant } from "./instants";
import { PAGE_SIZE_MAX, unknownVariable, workersOf } from "./job";
import { oneOf, utcTime, whole, yesNo } from "./variables";

/** `auto` sweeps entities whose counts differ, `full` compares every record, `off` only reports differences. */
export const SWEEPS = ["auto", "full", "off"] as const;
/** `auto` counts all records when the last such proof is older than 20 hours. */
export const PROVES = ["auto", "always", "off"] as const;

/** What a sync is asked to do, after its variables were checked. */
export interface SyncJob {
  /** In the order of a load. */
  readonly entities: readonly EntityName[];
  /** Changes are read from this instant; undefined: from the mark of each entity. */
  readonly start: UtcInstant | undefined;
  readonly pageSize: number;
  readonly workers: number;
  readonly dryRun: boolean;
  readonly sweep: (typeof SWEEPS)[number];
  readonly prove: (typeof PROVES)[number];
  readonly confirmDeletes: boolean;
  readonly keepVersions: boolean;
}

const VARIABLE_NAMES = [
  "entities",
  "fecha_inicio",
  "page_size",
  "workers",
  "dry_run",
  "sweep",
  "prove",
  "confirm_deletes",
  "keep_versions",
] as const;

/**
 * Checks all runtime variables of a sync together.
 *
 * @throws ConfigError `CONFIG_VARIABLES`, naming each problem.
 */
export function parseSyncJob(variables: Readonly<Record<string, unknown>>): SyncJob {
  const problems: string[] = [];
  for (const name of Object.keys(variables)) {
    if (!(VARIABLE_NAMES as readonly string[]).includes(name)) problems.push(unknownVariable(name, VARIABLE_NAMES));
  }
  const isGiven = (name: string) => ![undefined, null, ""].includes(variables[name] as undefined);
  const job: SyncJob = {
    entities: isGiven("entities") ? entityNames(variables.entities, problems) : ENTITY_NAMES,
    start: isGiven("fecha_inicio") ? utcTime(variables, "fecha_inicio", problems) : undefined,
    pageSize: whole(variables, "page_size", { fallback: PAGE_SIZE_MAX, min: 1, max: PAGE_SIZE_MAX }, problems),
    workers: workersOf(variables, problems),
    dryRun: yesNo(variables, "dry_run", false, problems),
    sweep: oneOf(variables, "sweep", SWEEPS, "auto", problems),
    prove: oneOf(variables, "prove", PROVES, "auto", problems),
    confirmDeletes: yesNo(variables, "confirm_deletes", false, problems),
    keepVersions: yesNo(variables, "keep_versions", false, problems),
  };
  if (problems.length === 0) return job;
  throw new ConfigError("CONFIG_VARIABLES", `The sync's variables cannot be used: ${problems.join("; ")}.`, {
    remedy:
      "Correct the variables in the trigger (or in the call that started the run) and run again; nothing was read or written.",
  });
}
