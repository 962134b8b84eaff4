import type { LoadJob } from "../job/job";
import type { Warehouse } from "../warehouse/database/connection";
import type { Company } from "../warehouse/ledger/company";
import type { UsageMeter } from "../warehouse/limits/usage";
import type { ClientFor } from "./connect-qbo";
import type { BlockContext } from "./run-block";
import type { TokenClock } from "./token-clock";

/** Everything a load works with, after its variables and secrets were checked. */
export interface Loading {
  readonly context: BlockContext;
  readonly job: LoadJob;
  readonly company: Company;
  readonly warehouse: Warehouse;
  readonly clientFor: ClientFor;
  /** Counts the calls that serve all entities of the load together. */
  readonly usage: UsageMeter;
  readonly tokenClock: TokenClock;
  /** How often QuickBooks has said that a limit is reached. */
  readonly throttles: () => number;
}
