import type { Log } from "./log";

/** Logged once in a run, if records leave the machine. */
export function logInTheClear(log: Log): void {
  log.log("warning", "qb.postgres not encrypted: records cross the network in the clear", {
    todo: "set POSTGRES_SSLMODE (docs/en/production.md), or to disable where the network is your own",
  });
}

/** A statement that waits for a lock. */
export interface LockWait {
  readonly seconds: number;
  /** The session that holds the lock: program, user, address, session. */
  readonly holder: string;
}

export function logLockWait(log: Log, { seconds, holder }: LockWait): void {
  log.log("warning", `qb.wait ${seconds} s for a lock in Postgres, held by ${holder}`, { seconds, holder });
}

/** A call that waits because of the company's limits. */
export function logCallWait(
  log: Log,
  { seconds, reason }: { readonly seconds: number; readonly reason: string },
): void {
  log.log("warning", `qb.wait ${seconds} s for a call: ${reason}`, { seconds, reason });
}
