import type { PoolClient } from "pg";
import type { Clock } from "../../clock";
import type { EntityName } from "../../entities/entity";
import { TransientError } from "../../errors";
import type { Warehouse } from "./connection";
import { giveRowsBack, holderOf, takeRows } from "./entity-lock";

/** The program of a cancelled block ends within moments. A program that holds the lock longer is really working. */
const LOCK_WAIT_MS = 30_000;
/** ms between two tries to get a lock that another program holds. */
const LOOK_AGAIN_MS = 250;
/** ms after which the wait is reported. */
const SAID_AFTER_MS = 10_000;

/** How to wait for a lock that another program holds. */
export interface LockWaiting {
  /** Default 30 s. Infinite: wait until the other program has finished. */
  readonly waitMs?: number;
  /** Called once, after ten seconds, with the holder of the lock. */
  readonly onWait?: (wait: { readonly seconds: number; readonly holder: string }) => void;
}

/**
 * The entities that a program works on. Each is a row of `backfill.entity_lock` that names one session of the program. Only
 * the end of that session frees the row. A program waits for a lock only while it holds no other lock, so that two loads
 * cannot wait for each other.
 */
export class EntityLocks {
  private readonly held = new Set<EntityName>();
  private turn: Promise<unknown> = Promise.resolve();
  /** Rejects when the session, and with it every lock, is lost. */
  readonly lost: Promise<never>;

  private constructor(
    private readonly session: PoolClient,
    private readonly clock: Clock,
  ) {
    this.lost = new Promise<never>((_, reject) => {
      session.once("error", (cause) => reject(lockLost([...this.held].join(", ") || "the load", cause)));
    });
    this.lost.catch(() => undefined); // no unhandled rejection: the holder of a lock waits for `lost` itself
  }

  static async open(warehouse: Warehouse, clock: Clock): Promise<EntityLocks> {
    const session = await warehouse.connect();
    // When Postgres crashes, every session ends, and with it each lock. So no commit of a lock needs to wait for the disk.
    await session.query("set synchronous_commit to off");
    return new EntityLocks(session, clock);
  }

  /** Takes the lock if nobody holds it. */
  async tryTake(entity: EntityName): Promise<boolean> {
    return (await this.tryTakeAll([entity])).length === 1;
  }

  /** Takes the locks that nobody holds. @returns their entities. */
  async tryTakeAll(entities: readonly EntityName[]): Promise<EntityName[]> {
    const taken = await this.inTurn(() => takeRows(this.session, entities));
    for (const entity of taken) this.held.add(entity);
    return entities.filter((entity) => taken.has(entity));
  }

  /** @throws TransientError `ENTITY_BUSY`, naming the holder. */
  async take(
    entity: EntityName,
    { waitMs = LOCK_WAIT_MS, onWait = () => undefined }: LockWaiting = {},
    signal?: AbortSignal,
  ): Promise<void> {
    if (this.held.size > 0) throw new RangeError("a lock is waited for while another is held");
    const startedAt = this.clock.monotonic();
    let isSaid = false;
    while (!(await this.tryTake(entity))) {
      const waitedMs = this.clock.monotonic() - startedAt;
      if (waitedMs >= waitMs) throw busy(entity, await this.holderOf(entity));
      if (waitedMs >= SAID_AFTER_MS && !isSaid) {
        isSaid = true;
        onWait({ seconds: Math.floor(waitedMs / 1_000), holder: await this.holderOf(entity) });
      }
      await this.clock.sleep(Math.min(LOOK_AGAIN_MS, waitMs), signal);
    }
  }

  async release(...entities: readonly EntityName[]): Promise<void> {
    for (const entity of entities) this.held.delete(entity);
    await this.inTurn(() => giveRowsBack(this.session, entities));
  }

  close(): void {
    // When the session ends, everything that it still holds becomes free.
    this.session.release(true);
  }

  private holderOf(entity: EntityName): Promise<string> {
    return this.inTurn(() => holderOf(this.session, entity));
  }

  /** The entities of a load share the session, and taking a lock is a transaction. So locks are taken one by one. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function lockLost(entity: string, cause: Error): TransientError {
  return new TransientError("POSTGRES_LOST", `The session that holds the lock of ${entity} was lost.`, {
    remedy: "Check Postgres, then run again; the run goes on where it stopped.",
    cause,
  });
}

function busy(entity: EntityName, holder: string): TransientError {
  return new TransientError("ENTITY_BUSY", `Another program is working on ${entity} in this database: ${holder}.`, {
    remedy: "Wait until the other program has finished, or cancel its run in Mage; then run again.",
  });
}
