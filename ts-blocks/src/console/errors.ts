/** Something on this machine stands in the way. The message is for a person, on one line, and says what to do. */
export class LocalError extends Error {
  override readonly name = "LocalError";
}

/** The command was called wrongly; nothing has been started. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
