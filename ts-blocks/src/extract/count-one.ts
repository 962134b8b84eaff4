import { type CountAnswer, readCount } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import type { Sharing } from "./sharing";

/** Asks one `SELECT COUNT(*)`, if possible together with others. The caller must not hold a place in a queue while it waits. */
export async function countOne(qbo: QboClient, statement: string, sharing?: Sharing): Promise<CountAnswer> {
  if (sharing === undefined) return (await qbo.query("count", statement, readCount)).value;
  const [outcome] = await sharing.counts([statement]);
  if (outcome === undefined) throw new RangeError("a count was asked for and has no outcome");
  if (outcome.kind === "refused") throw outcome.error;
  return outcome;
}
