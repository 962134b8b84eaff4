import type { Clock } from "../clock";
import type { MutationRequest, Rule } from "../faults/rules";
import type { Limits } from "../limits";
import type { CallReport } from "../meter";
import type { Listening } from "../options";
import type { Truth } from "./truth";

/** What a test may ask of a running simulator and do to it, as methods and through the control server alike. */
export interface Levers {
  readonly clock: Clock;
  describe(): Listening;
  truth(entity: string, from?: string, to?: string): Truth;
  calls(): CallReport & { readonly meteredThisMonth: number };
  resetCalls(): void;
  /** A scenario by name, or rules; either replaces what was in force. */
  scenario(scenario: string | readonly Rule[], limits?: Partial<Limits>): void;
  calm(): void;
  mutate(request: MutationRequest): { readonly id: string } | undefined;
  /** Puts a record as it is written, replacing one of the same Id. */
  putRecord(entity: string, raw: string): { readonly id: string };
  /** From now on people change the company at this rate. */
  live(changesPerMinute: number): void;
  /** Holds query answers back, or lets them go on. */
  hold(on: boolean): void;
  held(): { readonly held: boolean; readonly waiting: number };
  expireAccessTokens(): void;
  accepts(refreshToken: string): boolean;
  /** A person consents again; the answer is the new refresh token. */
  consent(): string;
}
