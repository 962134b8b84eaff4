import type { EntityName } from "../entities/entity";
import { logEntityWaits } from "../log/load-log";
import type { Log } from "../log/log";
import type { LockWaiting } from "../warehouse/database/entity-locks";

/** An entity that another program works on is waited for half a minute. After ten seconds the log names that program. */
export function sayingWaits(log: Log, entity: EntityName): LockWaiting {
  return { onWait: ({ holder }) => logEntityWaits(log, entity, holder) };
}

/** In a load of several entities, an entity that another program works on is waited for until that program is done. */
export function waitingForEntity(log: Log, entity: EntityName): LockWaiting {
  return { ...sayingWaits(log, entity), waitMs: Number.POSITIVE_INFINITY };
}
