/** How long a call took, in milliseconds. */
export interface CallTime {
  /** Waiting for permission to start, under the limits that all callers of the company share. */
  readonly limitMs: number;
  /** From the request to the last byte of its answer, and the pause before the request was repeated. */
  readonly sourceMs: number;
}
