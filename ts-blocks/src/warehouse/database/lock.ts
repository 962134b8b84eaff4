import { systemClock } from "../../clock";
import type { EntityName } from "../../entities/entity";
import type { Warehouse } from "./connection";
import { EntityLocks, type LockWaiting } from "./entity-locks";

/** Does work while no other process, on any machine, works on the entity. */
export type HoldEntity = <T>(entity: EntityName, work: () => Promise<T>, waiting?: LockWaiting) => Promise<T>;

/**
 * Does the work while no other process, on any machine, works on the entity. If the session that holds the lock is lost, the
 * work fails, since another process may have begun.
 *
 * @throws TransientError `ENTITY_BUSY`, naming the holder, or `POSTGRES_LOST`.
 */
export function holdingEntity<T>(
  warehouse: Warehouse,
  entity: EntityName,
  work: () => Promise<T>,
  waiting: LockWaiting = {},
): Promise<T> {
  return holdingInTurn(warehouse, (hold) => hold(entity, work, waiting));
}

/**
 * The same for many entities, one after another. One session holds all the locks: to open a session costs more than a sync
 * spends on an entity in which nothing has changed.
 */
export async function holdingInTurn<T>(warehouse: Warehouse, work: (hold: HoldEntity) => Promise<T>): Promise<T> {
  const locks = await EntityLocks.open(warehouse, systemClock);
  try {
    return await work(async (entity, ofEntity, waiting = {}) => {
      try {
        await locks.take(entity, waiting);
        return await Promise.race([ofEntity(), locks.lost]);
      } finally {
        await locks.release(entity).catch(() => undefined);
      }
    });
  } finally {
    locks.close();
  }
}
