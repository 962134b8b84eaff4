import type { EntityName } from "../entities/entity";
import { ConfigError } from "../errors";
import { afterMark } from "../extract/after-mark";
import { PRESENT_MARGIN_MS } from "../extract/plan";
import { DAY_MS, millisOf, SECOND_MS, type UtcInstant, utcInstant } from "../job/instants";
import type { AskedLoad, LoadJob } from "../job/job";
import { logGoesOn } from "../log/range-log";
import { type Load, unfinishedGoingOn } from "../warehouse/ledger/loads";
import { readMarks } from "../warehouse/ledger/marks";
import { startsOfLoad } from "../warehouse/ledger/runs";
import { unavailableAmong } from "../warehouse/ledger/syncs";
import type { Loading } from "./loading";

type Context = Pick<Loading, "context" | "warehouse">;

/**
 * The job with its range. If the variables name none, as in a recurring trigger, each entity goes on from its mark to the
 * present. A run that went on in this way and broke off less than a day ago is continued, with its range.
 *
 * @throws ConfigError `NO_MARK` naming the entities of which no backfill has been complete.
 */
export async function withRange(loading: Context, asked: AskedLoad): Promise<LoadJob> {
  const { range } = asked;
  if (range !== undefined) return { ...asked, range };
  const { context, warehouse } = loading;
  const now = context.clock.now();
  const broken =
    asked.resume && !asked.dryRun
      ? await unfinishedGoingOn(warehouse.db, context.message.pipeline, asked.entities, utcInstant(now - DAY_MS))
      : undefined;
  const starts = await startsOf(loading, asked.entities, broken);
  const inOrder = [...starts.values()].sort();
  const [earliest, latest] = [inOrder[0], inOrder.at(-1)];
  if (earliest === undefined || latest === undefined) throw new RangeError("a load has at least one entity");
  // If this machine's clock is slow, the mark may lie ahead of it. QuickBooks' clock then decides where the range ends.
  const end = utcInstant(Math.max(now - PRESENT_MARGIN_MS, millisOf(latest) + SECOND_MS));
  const goesOn = broken?.range ?? { start: earliest, end };
  logGoesOn(context.bridge, goesOn, starts);
  return { ...asked, range: goesOn, starts };
}

/** Of an entity that the company did not have, everything is asked for that was asked for then. */
async function startsOf(
  { warehouse }: Context,
  entities: readonly EntityName[],
  broken: Load | undefined,
): Promise<ReadonlyMap<EntityName, UtcInstant>> {
  const begun = broken === undefined ? undefined : await startsOfLoad(warehouse.db, broken.loadId);
  const marked = new Map((await readMarks(warehouse.db, entities)).map((mark) => [mark.entity, afterMark(mark)]));
  const absent = await unavailableAmong(warehouse.db, entities);
  const starts = new Map<EntityName, UtcInstant>();
  const unproven: EntityName[] = [];
  for (const entity of entities) {
    const start = begun?.get(entity) ?? marked.get(entity) ?? absent.get(entity);
    if (start === undefined) unproven.push(entity);
    else starts.set(entity, start);
  }
  if (unproven.length === 0) return starts;
  throw new ConfigError(
    "NO_MARK",
    `fecha_inicio and fecha_fin are both empty, and no backfill has been complete yet of: ${unproven.join(", ")}.`,
    {
      remedy:
        "Run this pipeline once with both dates, from the first day of the history to today; after that, a run with both empty goes on from there. Nothing was read.",
    },
  );
}
