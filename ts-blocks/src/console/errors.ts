/** A problem of this machine. The message is for a person, on one line, and says what to do. */
export class LocalError extends Error {
  override readonly name = "LocalError";
}

/** The command was called wrongly. Nothing has been started. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: "cannot be written: make it yours, or name another folder",
  EPERM: "cannot be written: make it yours, or name another folder",
  EROFS: "lies on a disk that cannot be written: name another folder",
  ENOSPC: "does not fit: the disk is full, so make room",
  EDQUOT: "does not fit: your share of the disk is used up, so make room",
  EMFILE: "cannot be opened: too many files are open (ulimit -n)",
  ENOTDIR: "cannot be made: a part of its path is a file",
};

/** A sentence about a file or folder that this machine does not allow us to write; undefined for any other error. */
export function fileProblem(error: unknown): string | undefined {
  const { code, path, message } = (error ?? {}) as { code?: unknown; path?: unknown; message?: unknown };
  const problem = typeof code === "string" ? FILE_PROBLEMS[code] : undefined;
  if (problem === undefined) return undefined;
  return `${typeof path === "string" ? path : messageOf(message)} ${problem} (${code})`;
}
