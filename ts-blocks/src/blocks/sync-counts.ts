import { ENTITIES, type EntityName, nameOf } from "../entities/entity";
import { type BackfillError, TransientError } from "../errors";
import { EMPTY_REMEDY } from "../extract/open-run";
import type { Counted } from "../extract/sync/context";
import { isCounted } from "../extract/sync/questions";
import { isUncounted } from "../extract/whole/count-parts";
import type { UtcInstant } from "../job/instants";
import type { Counts } from "../qbo/counts";
import { countAll, selectCount } from "../qbo/statement";
import { withLiveRows } from "../warehouse/ledger/live-rows";
import type { Syncing } from "./open-sync";

/** What is counted whole together with the changes. */
interface CountedAlso {
  readonly witnesses: readonly EntityName[];
  readonly neverCounted: readonly EntityName[];
}

/** The counts with which a sync begins, and what they show at once. */
export class SyncCounts {
  /** Entities that QuickBooks refused to count, or counted in a way that cannot be believed. */
  readonly refusals = new Map<EntityName, BackfillError>();

  /** Lists that QuickBooks does not count. It may still return their rows. */
  readonly uncounted = new Set<EntityName>();

  /** QuickBooks counts no record of an entity of which the table holds some. They may have been deleted, or not be shown. */
  showsAnEmptyOne = false;

  constructor(
    private readonly counts: Counts,
    private readonly syncing: Pick<Syncing, "warehouse" | "job" | "factsOf">,
  ) {}

  /**
   * Counts what has changed in each entity since its start. For a list that is read whole, counts all records.
   *
   * @param also.witnesses entities that are counted whole too, so that an outage is noticed.
   * @param also.neverCounted lists of which it is not known yet whether QuickBooks counts them.
   */
  async changes(
    entities: readonly { readonly entity: EntityName; readonly start: UtcInstant }[],
    { witnesses, neverCounted }: CountedAlso = { witnesses: [], neverCounted: [] },
  ): Promise<Map<EntityName, Counted>> {
    const { factsOf } = this.syncing;
    const asked = entities.filter(({ entity }) => isCounted(entity));
    const outcomes = await this.counts.of([
      ...asked.map(({ entity, start }) =>
        ENTITIES[entity].reads === "whole" ? countAll(factsOf(entity)) : selectCount(factsOf(entity), { start }),
      ),
      ...witnesses.map((entity) => selectCount(factsOf(entity), {})),
      ...neverCounted.map((entity) => countAll(factsOf(entity))),
    ]);
    for (const [place, entity] of neverCounted.entries()) {
      const outcome = outcomes[asked.length + witnesses.length + place];
      if (outcome?.kind === "refused" && isUncounted(entity, outcome.error)) this.uncounted.add(entity);
    }
    const answered = witnesses.flatMap((entity, place) => {
      const outcome = outcomes[asked.length + place];
      return outcome?.kind === "counted" ? [{ entity, isEmpty: outcome.count === 0 }] : [];
    });
    if (answered.some(({ isEmpty }) => isEmpty)) this.showsAnEmptyOne = true;
    if (answered.every(({ isEmpty }) => isEmpty) && !this.syncing.job.confirmDeletes) {
      for (const { entity } of answered) this.refusals.set(entity, empty(entity));
    }
    const counted = new Map<EntityName, Counted>();
    for (const [place, { entity }] of asked.entries()) {
      const outcome = outcomes[place];
      if (outcome?.kind === "counted") counted.set(entity, { count: outcome.count, at: outcome.sourceTime });
      else if (outcome === undefined) continue;
      else if (isUncounted(entity, outcome.error)) this.uncounted.add(entity);
      else this.refusals.set(entity, outcome.error);
    }
    return counted;
  }

  /**
   * Transaction entities of which the table holds records. In an outage QuickBooks has answered "no rows" for all of them
   * without a fault. That looks as if nothing had changed, and the mark must not move past changes that were not read.
   */
  async witnessesAmong(entities: readonly { readonly entity: EntityName }[]): Promise<EntityName[]> {
    const transactions = entities
      .map(({ entity }) => entity)
      .filter((entity) => ENTITIES[entity].kind === "transaction" && ENTITIES[entity].reads !== "whole");
    return withLiveRows(this.syncing.warehouse.db, transactions);
  }
}

function empty(entity: EntityName): TransientError {
  return new TransientError(
    "QBO_EMPTY",
    `QuickBooks counts no ${nameOf(entity, "en")} at all, and this database holds some.`,
    { remedy: EMPTY_REMEDY },
  );
}
