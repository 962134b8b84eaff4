import type { EntityName } from "../entities/entity";
import { logEntityWaits } from "../log/load-log";
import type { Log } from "../log/log";
import type { LockWaiting } from "../warehouse/database/lock";

/** In a load of several entities, one that another program works on is waited for, with a word after ten seconds. */
export function waitingForEntity(log: Log, entity: EntityName): LockWaiting {
  return { forEver: true, onLong: (holder) => logEntityWaits(log, entity, holder) };
}
