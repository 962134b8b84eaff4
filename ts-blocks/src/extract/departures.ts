import { TransientError } from "../errors";
import { DAY_MS, millisOf, parseSourceStamp, type UtcInstant, utcInstant } from "../job/instants";
import type { RecordKey } from "../qbo/answer";
import { FAR_FUTURE, type PageReader } from "./read-page";
import { nextSteps, type Stretch } from "./steps";

/** The source's own clock is not one clock: stamps run up to seconds ahead of the envelope's time. */
const CLOCK_MARGIN_MS = 300_000;
/** Change data capture looks back 30 days, and refuses more (Intuit); a day less is safe whatever the zone. */
const CDC_DAYS_MAX = 29;
/** With more pages than this behind the source's clock, the source is edited as quickly as it is read. */
const CHASE_PAGES_MAX = 100;

/**
 * Which records were edited or created since a run was planned, and after its range: what is held of them has left the
 * range at the source. The list is read as the range itself is: what is edited once more meanwhile moves to the end and is
 * met there. A run may be taken up long after it was planned; the list is then long, and never longer than the source.
 */
export class Departures {
  /** LastUpdatedTime of each, by id. */
  readonly edited = new Map<string, UtcInstant>();
  /** Those of them that were there before the range ended and were edited since the plan: they may have been in the range. */
  readonly older = new Map<string, UtcInstant>();
  /** Ids of records that were deleted since; complete only while `knowsDeletions`. */
  readonly deleted = new Set<string>();
  private from: UtcInstant;
  private trustShort = true;
  private asksForChanges: boolean;

  /** @param cdc whether change data capture covers the entity: it tells what was deleted, and a list does not. */
  constructor(
    private readonly reader: PageReader,
    private readonly plannedAt: UtcInstant,
    private readonly rangeEnd: UtcInstant,
    cdc: boolean,
  ) {
    this.asksForChanges = cdc;
    this.from = this.withMargin(plannedAt);
  }

  /** From where the next catch-up lists. */
  get since(): UtcInstant {
    return this.from;
  }

  /** Every record that is known to have left the range, or never to have been in it. */
  get ids(): string[] {
    return [...this.edited.keys(), ...this.deleted];
  }

  get knowsDeletions(): boolean {
    return this.asksForChanges;
  }

  /**
   * Adds every record that was edited before `sourceNow`, and some that were edited after it. Count first, then catch up: a
   * record that is edited between the two is then missing on both sides, or on ours alone, and never on the source's alone,
   * which would hide a record that was not read.
   *
   * @param atLeast COUNT of `since` and later, taken before: the list must not be shorter, since records enter it and do not
   *   leave it, unless they are deleted.
   * @returns whether it is as long as that.
   * @throws TransientError `PROOF_OVERRUN` when the source is edited as quickly as it is read.
   */
  async catchUp(sourceNow: UtcInstant, atLeast: number): Promise<boolean> {
    if (this.asksForChanges && (await this.changes(sourceNow, atLeast))) return true;
    this.asksForChanges = false;
    let listed = await this.list(sourceNow);
    if (listed < atLeast && this.trustShort) {
      this.trustShort = false; // a page that was cut short has been taken for the last one
      listed = await this.list(sourceNow);
    }
    this.from = this.withMargin(sourceNow);
    return listed >= atLeast;
  }

  /** @returns whether change data capture named all of them. */
  private async changes(sourceNow: UtcInstant, atLeast: number): Promise<boolean> {
    if (millisOf(sourceNow) - millisOf(this.from) > CDC_DAYS_MAX * DAY_MS) return false;
    const changes = await this.reader.changesSince(this.from);
    if (changes === undefined || changes.edited.length < atLeast) return false;
    for (const key of changes.edited) this.note(key, this.from);
    for (const id of changes.deleted) this.deleted.add(id);
    this.from = this.withMargin(sourceNow);
    return true;
  }

  private note({ id, updatedAt, created }: RecordKey, near: UtcInstant): void {
    if (id === undefined || (updatedAt ?? near) < this.rangeEnd) return;
    this.edited.set(id, updatedAt ?? near);
    const createdAt = parseSourceStamp(created);
    if (createdAt === undefined || createdAt >= this.rangeEnd || (updatedAt ?? near) < this.plannedAt) return;
    this.older.set(id, updatedAt ?? near);
  }

  private async list(sourceNow: UtcInstant): Promise<number> {
    const met = new Set<string>();
    let unnamed = 0;
    let at: Stretch = {
      seek: this.from,
      tieOffset: 0,
      end: FAR_FUTURE,
      trustShort: this.trustShort,
      countSeconds: true,
      heldOf: async () => [],
      stepped: new Set(),
    };
    for (let chased = 0; at.seek < FAR_FUTURE; ) {
      for await (const { read, next } of nextSteps(this.reader, at)) {
        for (const key of read?.keys ?? []) {
          if (key.id !== undefined) met.add(key.id);
          this.note(key, at.seek);
        }
        unnamed += read?.unreadable.length ?? 0;
        at = { ...at, beyondSecond: false, ...next };
      }
      if (at.seek > sourceNow && at.seek < FAR_FUTURE && ++chased > CHASE_PAGES_MAX) throw overrun(chased);
    }
    return met.size + unnamed;
  }

  private withMargin(instant: UtcInstant): UtcInstant {
    const since = utcInstant(millisOf(instant) - CLOCK_MARGIN_MS);
    return since > this.rangeEnd ? since : this.rangeEnd;
  }
}

function overrun(pages: number): TransientError {
  return new TransientError(
    "PROOF_OVERRUN",
    `QuickBooks is being edited as quickly as it can be read: ${pages} pages of edits since the last count.`,
    { remedy: "Run again when fewer edits are under way; what was read is kept, and only the proof is made again." },
  );
}
