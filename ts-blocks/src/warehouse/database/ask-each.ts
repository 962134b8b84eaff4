import type { Db } from "./connection";

/**
 * Asks about several tables in one statement. A statement for each would cost a round trip for each, and in a sync that finds
 * nothing new these take longer than the answers.
 *
 * @param questions a statement for each key, without values of its own. All have the same columns.
 * @returns the rows of each key.
 */
export async function askEach<Key, Row extends object>(
  db: Db,
  questions: ReadonlyMap<Key, string>,
): Promise<ReadonlyMap<Key, readonly Row[]>> {
  const keys = [...questions.keys()];
  const answers = new Map<Key, Row[]>(keys.map((key) => [key, []]));
  if (keys.length === 0) return answers;
  const parts = [...questions.values()].map(
    (question, place) => `select ${place} as question, answer.* from (\n${question}\n) as answer`,
  );
  const { rows } = await db.query<Row & { question: number }>(parts.join("\nunion all\n"));
  for (const { question, ...row } of rows) answers.get(keys[question] as Key)?.push(row as unknown as Row);
  return answers;
}
