/**
 * Errors are named after what must happen next. The class decides the exit code. The code is stable and is explained in the
 * runbook. The message says what happened and the remedy says what to do, each in one sentence that holds no secret.
 */
export interface ErrorDetails {
  readonly remedy: string;
  readonly ids?: Ids;
  readonly cause?: unknown;
}

/** What a person needs to find the place again: run, window, page, intuit_tid. */
export type Ids = Readonly<Record<string, string | number | null>>;

export abstract class BackfillError extends Error {
  abstract readonly exitCode: number;
  /** Whether the same run may succeed later without any change. */
  abstract readonly retryable: boolean;
  readonly remedy: string;
  private known: Ids;

  constructor(
    readonly code: string,
    message: string,
    details: ErrorDetails,
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.remedy = details.remedy;
    this.known = details.ids ?? {};
  }

  get ids(): Ids {
    return this.known;
  }

  /** Adds what a caller knows about the place. What was added closer to the error stays. */
  at(ids: Ids): this {
    this.known = { ...ids, ...this.known };
    return this;
  }
}

/** A setting of the operator is wrong: correct it and run again. */
export class ConfigError extends BackfillError {
  readonly exitCode = 64;
  readonly retryable = false;
}

/** QuickBooks sent something that this program does not understand: look at the page. */
export class ContractError extends BackfillError {
  readonly exitCode = 65;
  readonly retryable = false;
}

/** Source and copy differ, or a record could not be stored: the run is not complete. */
export class CompletenessError extends BackfillError {
  readonly exitCode = 65;
  readonly retryable = false;
}

/** The allowed time is over (throttled, unavailable, database down): run again, finished work is kept. */
export class TransientError extends BackfillError {
  readonly exitCode = 75;
  readonly retryable = true;
}

/** The month's free calls are used up: run again next month, or buy more. */
export class QuotaError extends BackfillError {
  readonly exitCode = 75;
  readonly retryable = false;
}

/** The connection to the company is no longer valid: a person has to authorise the app again. */
export class AuthError extends BackfillError {
  readonly exitCode = 77;
  readonly retryable = false;
}

/** End of file on stdin: Mage cancelled the run or died. 128 + SIGTERM, as a shell reports it. */
export const EXIT_PARENT_GONE = 143;
/** Anything that is not a BackfillError is a bug. */
export const EXIT_BUG = 1;
