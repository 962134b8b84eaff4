import { TransientError } from "../../errors";
import { DAY_MS, millisOf, parseSourceStamp, type UtcInstant, utcInstant } from "../../job/instants";
import type { RecordKey } from "../../qbo/answer";
import { FAR_FUTURE, type PageReader } from "../read-page";
import { nextSteps, type Stretch } from "../steps";

/** QuickBooks' servers have different clocks: time stamps run up to seconds ahead of the time in the answer's envelope. */
const CLOCK_MARGIN_MS = 300_000;
/** Change data capture looks back 30 days, and refuses more (Intuit). One day less is safe in every time zone. */
const CDC_DAYS_MAX = 29;
/** If more pages than this lie before the source's clock, the source is edited as quickly as it is read. */
const CHASE_PAGES_MAX = 100;

/**
 * The records that were edited or created after a run was planned. If the run holds one of them, the record has left the
 * range at the source. They are listed in the order of their last change, as the range itself: a record that is edited once
 * more moves to the end of the list and is met there. A run may be continued long after it was planned. The list is then
 * long, but never longer than the entity itself.
 */
export class Departures {
  /** LastUpdatedTime of each, by id. */
  readonly edited = new Map<string, UtcInstant>();
  /** Listed records that were created before the range ended and edited after the plan. They may have been in the range. */
  readonly older = new Map<string, UtcInstant>();
  /** Ids of records deleted after the plan. All of them are known only while `knowsDeletions` is true. */
  readonly deleted = new Set<string>();
  private from: UtcInstant;
  private trustShort = true;
  private asksForChanges: boolean;

  /** @param cdc whether change data capture covers the entity. Only change data capture names deleted records. */
  constructor(
    private readonly reader: PageReader,
    private readonly plannedAt: UtcInstant,
    private readonly rangeEnd: UtcInstant,
    cdc: boolean,
  ) {
    this.asksForChanges = cdc;
    this.from = this.withMargin(plannedAt);
  }

  /** The instant from which the next catch-up lists. */
  get since(): UtcInstant {
    return this.from;
  }

  /** Every record that is known to have left the range, or never to have been in it. */
  get ids(): string[] {
    return [...this.edited.keys(), ...this.deleted];
  }

  /** How many ids there are. A record that was edited and then deleted counts twice. */
  get size(): number {
    return this.edited.size + this.deleted.size;
  }

  get knowsDeletions(): boolean {
    return this.asksForChanges;
  }

  /**
   * Adds every record that was edited before `sourceNow`, and some that were edited after it. Count first, then catch up. A
   * record that is edited between the two is then missing from both sides, or only from the held side. It is never missing
   * from the source's side alone, which would hide a record that was not read.
   *
   * @param atLeast COUNT of `since` and later, taken before. The list must not be shorter: records enter it, and leave it only
   *   when they are deleted.
   * @returns whether the list is at least that long.
   * @throws TransientError `PROOF_OVERRUN` when the source is edited as quickly as it is read.
   */
  async catchUp(sourceNow: UtcInstant, atLeast: number): Promise<boolean> {
    if (this.asksForChanges && (await this.changes(sourceNow, atLeast))) return true;
    this.asksForChanges = false;
    // Where COUNT shows no record, a list would be a request without rows.
    let listed = atLeast === 0 ? 0 : await this.list(sourceNow);
    if (listed < atLeast && this.trustShort) {
      this.trustShort = false; // a short page was wrongly taken for the last page
      listed = await this.list(sourceNow);
    }
    this.from = this.withMargin(sourceNow);
    return listed >= atLeast;
  }

  /** Asks for the changes since the last catch-up. @returns whether change data capture named all of them. */
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
