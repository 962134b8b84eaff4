import type { ClockOptions } from "./clock";
import type { OptionalFields } from "./company/optional-fields";
import type { CompanySize } from "./company/plan";
import type { Rule } from "./faults/rules";
import type { TotalCount } from "./http/envelope";
import { INTUIT_LIMITS, type Limits, NO_LIMITS } from "./limits";
import type { Rotation } from "./oauth/grants";
import type { IdSort } from "./query/check";
import type { TimeFraction } from "./stamps";

/** How a simulator is started; every option has a default. */
export interface SimulatorOptions {
  /** Where both servers listen: loopback, unless a container has to reach them. */
  readonly host?: string | undefined;
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  readonly controlPort?: number | undefined;
  readonly company?: CompanySize | undefined;
  /** Serves recorded records instead of a generated company. */
  readonly recordsDirectory?: string | undefined;
  readonly seed?: number | undefined;
  readonly latencyMs?: number | undefined;
  readonly rotate?: Rotation | undefined;
  /** Two refreshes at once cost the connection (default), or are tolerated. */
  readonly concurrentRefresh?: "revoke" | "tolerate" | undefined;
  /** Access tokens live for their hour (default), or end when the next one is issued. */
  readonly accessTokens?: "live-on" | "end-at-refresh" | undefined;
  /** The shortest length of a record, in bytes, for heavy pages; absent: as generated. */
  readonly recordBytes?: number | undefined;
  /** Rows with equal sort keys are shuffled for each request (default), or keep one order. */
  readonly ties?: "shuffled" | "stable" | undefined;
  /** What Id does as a further key of ORDERBY. */
  readonly idSort?: IdSort | undefined;
  /** Whether `time` loses the trailing zeros of its milliseconds. */
  readonly timeFraction?: TimeFraction | undefined;
  /** What the totalCount beside rows counts: the rows of the page, or all that satisfy the statement. */
  readonly totalCount?: TotalCount | undefined;
  /** Entities whose feature the company lacks, such as `Class` or `Budget:5030`: see `features.ts`. */
  readonly without?: readonly string[] | undefined;
  /** How members that `*` leaves out, such as Item.Sku, are treated. Generated records have none by default. */
  readonly optionalFields?: OptionalFields | undefined;
  readonly limits?: "intuit" | "none" | Partial<Limits> | undefined;
  /** The zone of date-time literals without an offset; Pacific when absent. */
  readonly literalZone?: string | undefined;
  readonly stateFile?: string | undefined;
  readonly scenario?: string | readonly Rule[] | undefined;
  /** How many changes people make to the company in a minute; none by default. */
  readonly changesPerMinute?: number | undefined;
  readonly clock?: ClockOptions | undefined;
}

export interface Listening {
  readonly event: "listening";
  readonly url: string;
  readonly controlUrl: string;
  readonly apiBaseUrl: string;
  readonly oauthTokenUrl: string;
  readonly oauthAuthorizeUrl: string;
  readonly oauthRevokeUrl: string;
  readonly credentials: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
    readonly realmId: string;
    readonly env: "sandbox";
  };
  readonly company: { readonly name: string; readonly history: { readonly from: string; readonly to: string } };
  readonly records: Readonly<Record<string, number>>;
}

export function limitsOf(limits: SimulatorOptions["limits"]): Limits {
  if (limits === undefined || limits === "none") return NO_LIMITS;
  return limits === "intuit" ? INTUIT_LIMITS : { ...NO_LIMITS, ...limits };
}
