import { ENTITIES, type EntityName, nameOf } from "../entities/entity";
import { CompletenessError, TransientError } from "../errors";
import { type TimeRange, type UtcInstant, utcInstant } from "../job/instants";
import type { RecordKey } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import type { Warehouse } from "../warehouse/database/connection";
import { recordFindings } from "../warehouse/ledger/findings";
import { type RemovedBy, stageRemovals } from "../warehouse/ledger/removals";
import { bookDeletedDays, countLive, heldAmong, metLast, unmetRows } from "../warehouse/ledger/suspects";
import { countBesideOthers } from "./other-controls";
import { idsOf } from "./page-read";
import { FAR_FUTURE, IDS_AT_ONCE, type PageReader } from "./read-page";

export interface SuspectContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly entity: EntityName;
  readonly runId: number;
  readonly now: () => number;
  /** The operator has confirmed that many records may be gone at once. */
  readonly confirmDeletes: boolean;
  readonly onRemoved: (removed: number) => void;
}

/** What the proof already knows. */
export interface KnownDepartures {
  /** Undefined for all rows of the entity. */
  readonly range: TimeRange | undefined;
  /** Ids of records that exist at the source and are no longer in the range. */
  readonly edited: ReadonlyMap<string, UtcInstant>;
  /** Ids that change data capture named as deleted. */
  readonly deleted: readonly string[];
  /** Ids that this run holds and the source no longer lists. */
  readonly unlisted: readonly string[];
}

/** Records known to exist that each question about doubtful records must return as well. */
export const CONTROLS = 3;
/** If more of an entity is gone than both of these limits, the run stops until the operator confirms it. */
const GONE_AT_ONCE_MAX = 50;
const GONE_SHARE_MAX = 0.02;
const EPOCH = utcInstant(0);

/**
 * Finds the records that the table holds and the source no longer has, and keeps their ids for the exporter to mark. These
 * are rows of an earlier run that this run did not meet, and records that disappeared while this run read. For an entity
 * whose records can be deleted, change data capture is believed. Any other record is first asked for by id.
 *
 * @throws CompletenessError `MANY_GONE` when more records are gone than the limits allow, `LAST_GONE` when no record of the
 *   entity is left; then nothing is marked.
 * @throws TransientError `QBO_CONTRADICTS` when the answer does not return the records known to exist either.
 */
export async function findRemoved(context: SuspectContext, reader: PageReader, known: KnownDepartures): Promise<void> {
  const { warehouse, entity, runId } = context;
  const { leaves } = ENTITIES[entity];
  if (leaves === "never") return;
  const unmet = await unmetRows(warehouse.db, entity, runId, known.range);
  const named = await heldAmong(warehouse.db, entity, runId, known.deleted);
  const believed = new Set(leaves === "deleted" ? named : []);
  const isEdited = (id: string) => known.edited.has(id);
  const asked = [...new Set([...unmet, ...known.unlisted, ...named])].filter(
    (id) => !believed.has(id) && !isEdited(id),
  );
  const seenAt = utcInstant(context.now());
  const { gone, alive } = await askByIds(context, reader, asked, [...asked, ...believed]);
  await refuseMany(context, gone.length);
  await recordFindings(warehouse.db, runId, [
    ...unmet.filter(isEdited).map((id) => ({ kind: "edited" as const, id, at: known.edited.get(id) ?? null })),
    ...alive.flatMap(({ id, updatedAt }) =>
      id === undefined || isWithin(known.range, updatedAt)
        ? []
        : [{ kind: "edited" as const, id, at: updatedAt ?? null }],
    ),
  ]);
  const by: RemovedBy = leaves === "deleted" ? "sweep" : "vanished";
  const removed = await warehouse.transaction(async (db) => {
    const staged = await stageRemovals(db, runId, [
      ...[...believed].map((id) => ({ id, deletedAt: null, seenAt, by: "cdc" as const })),
      ...gone.map((id) => ({ id, deletedAt: null, seenAt, by })),
    ]);
    await bookDeletedDays(db, entity, runId);
    return staged;
  });
  if (removed > 0) context.onRemoved(removed);
}

/** A list that is read whole has no range, so all of its records are in it. */
function isWithin(range: TimeRange | undefined, at: UtcInstant | undefined): boolean {
  return range === undefined || (at !== undefined && at >= range.start && at < range.end);
}

/**
 * Asks for each id twice: once for its record and once for a count. Each question also names some records that are known to
 * exist. A record is gone when both answers lack it: a page may lose a row, but a count does not depend on the page. If no
 * record of the entity is known to exist, the same request counts records of other entities.
 */
export async function askByIds(
  context: Pick<SuspectContext, "warehouse" | "qbo" | "entity" | "runId" | "confirmDeletes">,
  reader: PageReader,
  ids: readonly string[],
  doubtful: readonly string[] = ids,
): Promise<{ gone: string[]; alive: RecordKey[] }> {
  const [gone, alive]: [string[], RecordKey[]] = [[], []];
  if (ids.length === 0) return { gone, alive };
  const controls = await living(context, reader, doubtful);
  if (controls.length === 0) return askBesideOthers(context, reader, ids);
  const size = IDS_AT_ONCE - CONTROLS;
  for (let start = 0; start < ids.length; start += size) {
    const some = ids.slice(start, start + size);
    const found = await reader.keysOf([...controls, ...some]);
    const shown = new Set(idsOf({ keys: found }));
    // One of the control records may have been deleted since it was read. An answer without any of them proves nothing.
    const present = controls.filter((id) => shown.has(id));
    if (present.length === 0) throw contradicts(some.length, controls.length);
    const absent = some.filter((id) => !shown.has(id));
    alive.push(...found.filter(({ id }) => id !== undefined && some.includes(id)));
    if (absent.length === 0) continue;
    const counted = await reader.countOf([...present, ...absent]);
    if (counted !== present.length) throw contradicts(absent.length, controls.length);
    gone.push(...absent);
  }
  return { gone, alive };
}

/**
 * Asks for the last records of an entity. When they are gone, no record of the entity is left that an answer could show, so
 * that an empty answer is all there is. Records of other entities show that QuickBooks answers, and the operator confirms.
 */
async function askBesideOthers(
  context: Pick<SuspectContext, "warehouse" | "qbo" | "entity" | "confirmDeletes">,
  reader: PageReader,
  ids: readonly string[],
): Promise<{ gone: string[]; alive: RecordKey[] }> {
  const [gone, alive]: [string[], RecordKey[]] = [[], []];
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE);
    const found = await reader.keysOf(some);
    const shown = new Set(idsOf({ keys: found }));
    const absent = some.filter((id) => !shown.has(id));
    alive.push(...found);
    if (absent.length === 0) continue;
    const { count, others } = await countBesideOthers(context, absent);
    if (count !== 0 || others === 0) throw contradicts(absent.length, 0);
    gone.push(...absent);
  }
  if (gone.length > 0 && alive.length === 0 && !context.confirmDeletes) throw lastGone(context.entity, gone.length);
  return { gone, alive };
}

/** Some records that exist: of those that this run has read, or of the whole entity if this run has read none. */
async function living(
  { warehouse, runId }: Pick<SuspectContext, "warehouse" | "runId">,
  reader: PageReader,
  except: readonly string[],
): Promise<string[]> {
  const met = await metLast(warehouse.db, runId, except, CONTROLS);
  return met.length > 0 ? met : someOfEntity(reader, except);
}

/** Some records that the source shows now, whatever their times. */
export async function someOfEntity(reader: PageReader, except: readonly string[]): Promise<string[]> {
  const doubtful = new Set(except);
  const { keys } = await reader.read({ from: EPOCH, until: FAR_FUTURE, startPosition: 1 });
  return idsOf({ keys })
    .filter((id) => !doubtful.has(id))
    .slice(0, CONTROLS);
}

export async function refuseMany(
  { warehouse, entity, confirmDeletes }: Pick<SuspectContext, "warehouse" | "entity" | "confirmDeletes">,
  gone: number,
): Promise<void> {
  if (confirmDeletes || gone <= GONE_AT_ONCE_MAX) return;
  const live = await countLive(warehouse.db, entity);
  if (gone <= live * GONE_SHARE_MAX) return;
  throw new CompletenessError(
    "MANY_GONE",
    `QuickBooks no longer has ${gone} of ${live} ${nameOf(entity, "en")}; nothing is marked as removed.`,
    {
      remedy:
        "Look whether they were really deleted in QuickBooks; if they were, run again with the variable confirm_deletes set to true.",
    },
  );
}

function lastGone(entity: EntityName, gone: number): CompletenessError {
  const last = gone === 1 ? "the last one" : `the last ${gone}`;
  return new CompletenessError(
    "LAST_GONE",
    `QuickBooks no longer has ${last} of the ${nameOf(entity, "en")}, and shows no other one; nothing is marked as removed.`,
    {
      remedy:
        "Look whether they were really deleted in QuickBooks; if they were, run again with the variable confirm_deletes set to true.",
    },
  );
}

export function contradicts(doubtful: number, controls: number): TransientError {
  return new TransientError(
    "QBO_CONTRADICTS",
    `QuickBooks does not show ${doubtful} records that it showed before, nor ${controls === 0 ? "any other" : "records that it still lists"}.`,
    {
      remedy:
        "Look whether QuickBooks shows its records; run again later. Nothing was removed, and what was read is kept.",
    },
  );
}
