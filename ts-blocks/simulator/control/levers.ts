import type { Clock } from "../clock";
import type { MutationRequest, Rule } from "../faults/rules";
import type { Limits } from "../limits";
import type { CallReport } from "../meter";
import type { Listening } from "../options";
import type { Truth } from "./truth";

/** What a test can read from a running simulator and change in it, as methods and through the control server. */
export interface Levers {
  readonly clock: Clock;
  describe(): Listening;
  truth(entity: string, from?: string, to?: string): Truth;
  calls(): CallReport & { readonly meteredThisMonth: number };
  resetCalls(): void;
  /** Sets a scenario by name, or rules. Both replace the rules set before. */
  scenario(scenario: string | readonly Rule[], limits?: Partial<Limits>): void;
  calm(): void;
  mutate(request: MutationRequest): { readonly id: string } | undefined;
  /** Puts a record with exactly this text. A record with the same Id is replaced. */
  putRecord(entity: string, raw: string): { readonly id: string };
  /** From now on people change the company at this rate. */
  live(changesPerMinute: number): void;
  /** Holds query answers back, or releases them. */
  hold(on: boolean): void;
  held(): { readonly held: boolean; readonly waiting: number };
  expireAccessTokens(): void;
  accepts(refreshToken: string): boolean;
  /** A person consents again; the answer is the new refresh token. */
  consent(): string;
}
