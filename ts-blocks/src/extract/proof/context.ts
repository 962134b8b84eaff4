import type { TimeRange, UtcInstant, Window } from "../../job/instants";
import type { ProofKind } from "../../job/job";
import type { Dialect } from "../../qbo/dialect";
import type { WindowVerdict } from "../../warehouse/ledger/held";
import type { Sharing } from "../sharing";
import type { SuspectContext } from "../suspects";

export interface ProofContext extends SuspectContext {
  readonly planned: { readonly count: number; readonly at: UtcInstant };
  readonly proof: ProofKind;
  readonly pageSize: number;
  /** Reads some days of the run once more, in stretches that cover them. Resolves when the pages are staged. */
  readonly readAgain: (days: readonly Window[], stretches: readonly TimeRange[]) => Promise<void>;
  readonly onProofByIds: (why: string) => void;
  /** What this entity shares with the other entities of the load. */
  readonly sharing?: Sharing | undefined;
  /** What QuickBooks accepts in the entity's statements. */
  readonly dialect?: Dialect | undefined;
}

export interface Proof {
  /** What settled the proof: counts or ids. */
  readonly kind: ProofKind;
  /** Records of the range at the source: its COUNT(*), or the number of records in its listing. */
  readonly source: number;
  /** Distinct records of the range that this run holds. */
  readonly distinct: number;
  /** How many of the distinct records have left the range since: edited, deleted, or no longer listed. */
  readonly departed: number;
  /** Records that were edited before they were read, so that no copy of them is held; and the newest of their time stamps. */
  readonly unread: { readonly records: number; readonly newest: UtcInstant | null };
  /** The source's clock at the last count. */
  readonly sourceNow: UtcInstant;
  /** Records of the entity that are not in the range, by COUNT(*). */
  readonly elsewhere: Elsewhere;
  readonly days: readonly DayProof[];
}

export interface DayProof extends Window {
  /** Null if the count of a wider range already agreed. */
  readonly sourceCount: number | null;
  readonly verdict: WindowVerdict;
}

/** Records of an entity that lie outside of a range. */
export interface Elsewhere {
  readonly before: number;
  readonly after: number;
  /** How many of the records after the range have a stamp more than a day in the future. No range that ends now reaches them. */
  readonly future: number;
  /** Records without a time. No range reaches them. */
  readonly untimed: number;
}

/** What a comparison of counts, or of ids, says about the range. */
export interface Settled extends Pick<Proof, "kind" | "source" | "distinct" | "departed" | "days"> {
  /** Ids that this run holds and the source no longer lists. Only a listing can show them. */
  readonly unlisted: readonly string[];
}
