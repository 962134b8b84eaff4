import { systemClock } from "../../clock";
import type { EntityName } from "../../entities/entity";
import type { Warehouse } from "./connection";
import { EntityLocks, type LockWaiting } from "./entity-locks";

/**
 * Does the work while nobody else works on the entity, whichever process or machine it runs on. When the session that the
 * lock names is lost, so is the work, for somebody else may have begun.
 *
 * @throws TransientError `ENTITY_BUSY`, saying who holds it, or `POSTGRES_LOST`.
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
