import type { SimulatorOptions } from "./options";
import { Simulator } from "./simulator";

export type { CompanySize } from "./company/plan";
export type { Truth, TruthRecord } from "./control/truth";
export type { MutationRequest, Rule } from "./faults/rules";
export type { FaultName } from "./faults/shapes";
export type { Limits } from "./limits";
export type { CallRecord, CallReport } from "./meter";
export type { Listening, SimulatorOptions } from "./options";
export { SCENARIOS } from "./scenarios/all";
export { Simulator } from "./simulator";

/** Starts a QuickBooks Online stand-in on loopback; `await using` closes it. */
export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  return Simulator.start(options);
}
