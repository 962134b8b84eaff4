import type { Log } from "../log/log";
import { logInTheClear, logLockWait } from "../log/postgres-log";
import { type PostgresSettings, Warehouse } from "../warehouse/database/connection";

/** Opens the database for a block. What the operator should know about the connection goes to the log. */
export async function openWarehouse(log: Log, settings: PostgresSettings, role: string): Promise<Warehouse> {
  const warehouse = await Warehouse.open(settings, role, { onLockWait: (wait) => logLockWait(log, wait) });
  if (warehouse.isInTheClear && role.startsWith("qb_loader")) logInTheClear(log);
  return warehouse;
}
