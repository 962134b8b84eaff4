import type { Db } from "./connection";

/** One session for several callers. Each statement waits for the one before it, which pg 9 does not do by itself. */
export function oneByOne(session: Db): Db {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...statement: unknown[]) => {
    const mine = last.then(() => (session.query as (...statement: unknown[]) => Promise<unknown>)(...statement));
    last = mine.catch(() => undefined);
    return mine;
  };
  return { query: query as Db["query"] };
}
