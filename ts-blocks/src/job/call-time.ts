/** What a call took, in milliseconds. */
export interface CallTime {
  /** Waiting for leave to start, under the limits that all who ask the company share. */
  readonly limitMs: number;
  /** From the request to the last byte of its answer, and the pause before it was asked again. */
  readonly sourceMs: number;
}
