import type { Effect, Rule } from "../faults/rules";
import type { Limits } from "../limits";

export type IdAt = (entity: string, place: number) => string;

/** A situation by name: rules for the calls, and limits where they differ. */
export interface Scenario {
  readonly about: string;
  /** Rules, or a function that makes them for this company: `idAt("Invoice", 0.5)` is the Id in the middle of the invoices. */
  readonly rules: readonly Rule[] | ((idAt: IdAt) => readonly Rule[]);
  readonly limits?: Partial<Limits>;
  /** What happens at once, when the scenario is set. */
  readonly start?: readonly Effect[];
}
