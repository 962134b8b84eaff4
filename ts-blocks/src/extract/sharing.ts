import { AuthError, ContractError } from "../errors";
import type { UtcInstant } from "../job/instants";
import { pageBytesMax } from "../qbo/answer-size";
import { BATCH_ITEMS_MAX } from "../qbo/batch";
import type { CdcAnswer } from "../qbo/cdc";
import type { QboClient } from "../qbo/client";
import { type CountOutcome, Counts } from "../qbo/counts";
import { Gathering } from "./gathering";
import { type Done, WorkerPool } from "./worker-pool";

export interface ChangesAsked {
  /** The entity, as QuickBooks names it. */
  readonly name: string;
  readonly since: UtcInstant;
}

export type PageCame = (bytes: number) => void;

/** What the entities of one load share: one request carries the questions of several, and their pages take turns. */
export interface Sharing {
  readonly counts: (statements: readonly string[]) => Promise<readonly CountOutcome[]>;
  /** Undefined where change data capture would not answer. */
  readonly changes: (asked: ChangesAsked) => Promise<CdcAnswer | undefined>;
  /**
   * Does work that asks for a page and stores it. The work waits for its turn. It calls `came` with the page's length in bytes
   * when the page has come: while a short one is stored, another page is asked for.
   */
  readonly inTurn: <T>(work: (came: PageCame) => Promise<T>) => Promise<T>;
  /** Does work that needs a database session of its own. The work waits for its turn. */
  readonly inSession: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Proofs by ids that run side by side. Each holds a session of the pool, and the pool has few. */
const SESSIONS_MAX = 2;

/** Pages in memory for each one that is asked for: one comes while another is stored. Each takes a part of what one may take. */
const PAGES_A_PLACE = 2;
/** Pages that are stored side by side. Each takes a session of the pool, which has four more for locks, limits and proofs. */
const STORED_AT_ONCE_MAX = 8;

/** Brings the entities of a load together. */
export class LoadSharing {
  private readonly gathering = new Gathering();
  private readonly asking: WorkerPool;
  private readonly holding: WorkerPool;
  private readonly shortBytesMax: () => number;
  private readonly sessions = new WorkerPool(() => SESSIONS_MAX);
  private readonly askCounts;
  private readonly askChanges;

  /** @param places how many pages may be asked for side by side at this moment. */
  constructor(qbo: QboClient, places: () => number) {
    const counts = new Counts(qbo);
    this.asking = new WorkerPool(places);
    this.holding = new WorkerPool(() => Math.min(PAGES_A_PLACE * places(), STORED_AT_ONCE_MAX));
    this.shortBytesMax = () => pageBytesMax(places()) / PAGES_A_PLACE;
    this.askCounts = this.gathering.desk<string, CountOutcome>(BATCH_ITEMS_MAX, (statements) => counts.of(statements));
    this.askChanges = this.gathering.desk<ChangesAsked, CdcAnswer | undefined>(
      Number.POSITIVE_INFINITY,
      async (asked) => {
        const answer = await changesOf(qbo, asked);
        return asked.map(() => answer);
      },
      true,
    );
  }

  /** Call it for every entity before the first of them begins. @returns a function that says that the entity is finished. */
  join(): Done {
    return this.gathering.join();
  }

  /** @param rank the entity with the smaller rank reads its pages first. */
  for(rank: number): Sharing {
    return {
      counts: this.askCounts,
      changes: async (asked) => (await this.askChanges([asked]))[0],
      inTurn: async (work) => {
        const stored = await this.holding.enter(rank);
        const answered = await this.asking.enter(rank);
        const came = (bytes: number) => {
          if (bytes <= this.shortBytesMax()) answered();
        };
        return work(came).finally(() => {
          answered();
          stored();
        });
      },
      inSession: async (work) => {
        const goOn = this.gathering.rest();
        const done = await this.sessions.enter(rank).finally(goOn);
        return work().finally(done);
      },
    };
  }
}

/** One question for all of them: what changed since the earliest instant that any of them names. */
async function changesOf(qbo: QboClient, asked: readonly ChangesAsked[]): Promise<CdcAnswer | undefined> {
  const since = asked.map((each) => each.since).sort()[0];
  if (since === undefined) return undefined;
  try {
    return (await qbo.cdc([...new Set(asked.map(({ name }) => name))], since)).value;
  } catch (error) {
    if (error instanceof ContractError || error instanceof AuthError) return undefined;
    throw error;
  }
}
