import type { Effect, Rule } from "../faults/rules";
import type { Limits } from "../limits";

/** A situation by name: rules for the calls, and limits where they differ. */
export interface Scenario {
  readonly about: string;
  readonly rules: readonly Rule[];
  readonly limits?: Partial<Limits>;
  /** What happens at once, when the scenario is set. */
  readonly start?: readonly Effect[];
}
