import { TransientError } from "../errors";
import { millisOf, type UtcInstant, utcInstant } from "../job/instants";
import { idsOf, type PageReader } from "./read-page";
import { nextSteps, type Stretch } from "./steps";

/** The source's own clock is not one clock: stamps run up to seconds ahead of the envelope's time. */
const CLOCK_MARGIN_MS = 300_000;
/** Records can be stamped in the future (one recorded account lies a month ahead), so "since" has no upper bound. */
const FAR_FUTURE = utcInstant(Date.UTC(2999, 0, 1));
/** So many pages behind the source's clock, and the source is edited as quickly as it is read. */
const CHASE_PAGES_MAX = 100;

/**
 * Ids of the records that were edited or created since a run was planned, and after its range. They are read as the range
 * itself is: what is edited once more meanwhile moves to the end and is met there. A run may be taken up long after it was
 * planned; the list is then long, and never longer than the source.
 */
export class EditedRecords {
  readonly ids = new Set<string>();
  private since: UtcInstant;

  /**
   * @param trustShort a page with fewer rows than asked for is taken for the last one.
   */
  constructor(
    private readonly reader: PageReader,
    plannedAt: UtcInstant,
    private readonly rangeEnd: UtcInstant,
    private readonly trustShort: boolean,
  ) {
    this.since = this.withMargin(plannedAt);
  }

  /**
   * Adds every record that was edited before `sourceNow`, and some that were edited after it. Whoever compares with a count
   * counts first: a record edited between the two is then missing on both sides, or on ours alone, and never on theirs
   * alone, which would hide a record that was not read.
   *
   * @throws TransientError `PROOF_OVERRUN` when the source is edited as quickly as it is read.
   */
  async catchUp(sourceNow: UtcInstant): Promise<void> {
    let at: Stretch = {
      seek: this.since,
      tieOffset: 0,
      end: FAR_FUTURE,
      trustShort: this.trustShort,
      countSeconds: true,
      heldOf: async () => [],
    };
    for (let chased = 0; at.seek < FAR_FUTURE; ) {
      for await (const { read, next } of nextSteps(this.reader, at)) {
        for (const id of read === undefined ? [] : idsOf(read)) this.ids.add(id);
        at = { ...at, ...next };
      }
      if (at.seek > sourceNow && at.seek < FAR_FUTURE && ++chased > CHASE_PAGES_MAX) throw overrun(chased);
    }
    this.since = this.withMargin(sourceNow);
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
