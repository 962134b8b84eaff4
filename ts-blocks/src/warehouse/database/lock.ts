import { systemClock } from "../../clock";
import type { EntityName } from "../../entities/entity";
import type { Warehouse } from "./connection";
import { EntityLocks, type LockWaiting } from "./entity-locks";

/**
 * Does the work while no other process, on any machine, works on the entity. If the session that holds the lock is lost, the
 * work fails, since another process may have begun.
 *
 * @throws TransientError `ENTITY_BUSY`, naming the holder, or `POSTGRES_LOST`.
 */
export async function holdingEntity<T>(
  warehouse: Warehouse,
  entity: EntityName,
  work: () => Promise<T>,
  waiting: LockWaiting = {},
): Promise<T> {
  const locks = await EntityLocks.open(warehouse, systemClock);
  try {
    await locks.take(entity, waiting);
    return await Promise.race([work(), locks.lost]);
  } finally {
    await locks.release(entity).catch(() => undefined);
    locks.close();
  }
}
