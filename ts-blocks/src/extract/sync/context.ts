import type { EntityName } from "../../entities/entity";
import type { TimeRange, UtcInstant } from "../../job/instants";
import type { QboClient } from "../../qbo/client";
import type { Dialect } from "../../qbo/dialect";
import type { Warehouse } from "../../warehouse/database/connection";
import type { UsageMeter } from "../../warehouse/limits/usage";

/** One entity of a sync and the run that its changes are booked in. */
export interface SyncContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly usage: UsageMeter;
  readonly entity: EntityName;
  /** What QuickBooks accepts in the entity's statements. */
  readonly dialect: Dialect;
  readonly runId: number;
  /** Changes are read from `start`. The run is proven up to `end`. */
  readonly range: TimeRange;
  readonly pageSize: number;
  readonly confirmDeletes: boolean;
  readonly now: () => number;
  readonly onRemoved: (removed: number) => void;
}

/** What the source counted of an entity before it was read, and its clock then. */
export interface Counted {
  readonly count: number;
  readonly at: UtcInstant | undefined;
}
