import type { PoolClient } from "pg";
import type { Clock } from "../../clock";
import type { EntityName } from "../../entities/entity";
import type { Warehouse } from "./connection";
import { holderOf, LOCK_CLASS, lockLost, WORD_AFTER_MS } from "./lock";

/** Between two looks at a lock that another program holds. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The locks of the entities of a load, all held by one session: they are freed by the program's death and by nothing else.
 * A lock is waited for only while no other is held, so that two loads cannot wait for each other.
 */
export class EntityLocks {
  private readonly held = new Set<EntityName>();
  /** Rejects when the session, and with it every lock, is lost. */
  readonly lost: Promise<never>;

  private constructor(
    private readonly session: PoolClient,
    private readonly clock: Clock,
  ) {
    this.lost = new Promise<never>((_, reject) => {
      session.once("error", (cause) => reject(lockLost([...this.held].join(", ") || "the load", cause)));
    });
    this.lost.catch(() => undefined); // whoever holds a lock races with it
  }

  static async open(warehouse: Warehouse, clock: Clock): Promise<EntityLocks> {
    return new EntityLocks(await warehouse.connect(), clock);
  }

  /** Takes the lock if nobody holds it. */
  async tryTake(entity: EntityName): Promise<boolean> {
    const { rows } = await this.session.query<{ taken: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as taken",
      [LOCK_CLASS, entity],
    );
    const taken = rows[0]?.taken ?? false;
    if (taken) this.held.add(entity);
    return taken;
  }

  /**
   * Waits for as long as another program works on the entity.
   *
   * @param onLong hears once, after ten seconds, who that is.
   */
  async take(entity: EntityName, onLong: (holder: string) => void, signal?: AbortSignal): Promise<void> {
    if (this.held.size > 0) throw new RangeError("a lock is waited for while another is held");
    let toldAt = this.clock.now() + WORD_AFTER_MS;
    while (!(await this.tryTake(entity))) {
      if (this.clock.now() >= toldAt) {
        onLong(await holderOf(this.session, entity));
        toldAt = Number.POSITIVE_INFINITY;
      }
      await this.clock.sleep(LOOK_AGAIN_MS, signal);
    }
  }

  async release(entity: EntityName): Promise<void> {
    this.held.delete(entity);
    await this.session.query("select pg_advisory_unlock($1, hashtext($2))", [LOCK_CLASS, entity]);
  }

  close(): void {
    // Ending the session gives back whatever it still holds.
    this.session.release(true);
  }
}
