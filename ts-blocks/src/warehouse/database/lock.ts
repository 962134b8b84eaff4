import { systemClock } from "../../clock";
import type { EntityName } from "../../entities/entity";
import type { Warehouse } from "./connection";
import { EntityLocks, type LockWaiting } from "./entity-locks";

/** Does work on entities while no other process, on any machine, works on them. */
export interface HoldEntities {
  /** Waits until the entity is free. */
  one<T>(entity: EntityName, work: () => Promise<T>, waiting?: LockWaiting): Promise<T>;
  /** Works on all entities that are free now, together. @returns the other ones. */
  free(entities: readonly EntityName[], work: (free: readonly EntityName[]) => Promise<void>): Promise<EntityName[]>;
}

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
  return holdingInTurn(warehouse, (hold) => hold.one(entity, work, waiting));
}

/**
 * The same for many entities, one after another. One session holds all the locks: to open a session costs more than a sync
 * spends on an entity in which nothing has changed.
 */
export async function holdingInTurn<T>(warehouse: Warehouse, work: (hold: HoldEntities) => Promise<T>): Promise<T> {
  const locks = await EntityLocks.open(warehouse, systemClock);
  const thenReleasing = async <R>(entities: readonly EntityName[], ofEntities: () => Promise<R>): Promise<R> => {
    try {
      return await Promise.race([ofEntities(), locks.lost]);
    } finally {
      await locks.release(...entities).catch(() => undefined);
    }
  };
  try {
    return await work({
      async one(entity, ofEntity, waiting = {}) {
        await locks.take(entity, waiting);
        return thenReleasing([entity], ofEntity);
      },
      async free(entities, ofEntities) {
        if (entities.length === 0) return [];
        const taken = await locks.tryTakeAll(entities);
        if (taken.length > 0) await thenReleasing(taken, () => ofEntities(taken));
        return entities.filter((entity) => !taken.includes(entity));
      },
    });
  } finally {
    locks.close();
  }
}
