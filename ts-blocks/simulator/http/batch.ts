import { findEntity } from "../entities";
import { elementsOf, type Member, memberOf, membersOf } from "../json-text";
import type { Moment } from "../stamps";
import type { World } from "../world";
import { Refusal, refusals } from "../write/refusal";
import { type Operation, write } from "../write/write";
import { faultBlock } from "./envelope";
import { ALL_MEMBERS, servedText } from "./served";

const ITEMS_MAX = 30;
const OPERATIONS: readonly string[] = ["create", "update", "delete"];

export interface BatchAnswer {
  readonly body: string;
  readonly items: number;
  readonly queries: number;
}

/** Items run one after another; one that fails does not fail the others (docs/en/quickbooks.md, "Batches"). */
export function batchAnswer(
  world: World,
  body: string,
  arrived: Moment,
  ask: (statement: string) => string,
): BatchAnswer {
  const items = elementsOf(memberOf(body, "BatchItemRequest") ?? "[]");
  if (items.length > ITEMS_MAX) throw refusals.batchTooLarge(ITEMS_MAX);
  let queries = 0;
  const counted = (statement: string): string => {
    queries++;
    return ask(statement);
  };
  const answers = items.map((item) => {
    const members = membersOf(item);
    return `{${answerItem(world, members, arrived, counted)},"bId":${find(members, "bId") ?? '""'}}`;
  });
  return {
    items: items.length,
    queries,
    body: `{"BatchItemResponse":[${answers.join(",")}],"time":"${arrived.text}"}`,
  };
}

/** The statements of a batch, in their order. */
export function queriesIn(body: string): string[] {
  const items = elementsOf(memberOf(body, "BatchItemRequest") ?? "[]");
  return items.flatMap((item) => {
    const query = memberOf(item, "Query");
    return query === undefined ? [] : [JSON.parse(query) as string];
  });
}

function answerItem(
  world: World,
  members: readonly Member[],
  arrived: Moment,
  ask: (statement: string) => string,
): string {
  const query = find(members, "Query");
  if (query !== undefined) return ask(JSON.parse(query) as string);
  try {
    const operation = JSON.parse(find(members, "operation") ?? '""') as string;
    const [entity, body] = entityOf(members);
    const absence = world.absenceOf(entity);
    if (absence !== undefined) throw absence;
    if (!OPERATIONS.includes(operation)) throw refusals.unsupported(operation);
    const voids = find(members, "optionsData") === '"void"';
    const raw = write(world, entity, voids ? "void" : (operation as Operation), body, arrived.ms);
    return `"${entity.answersAs}":${servedText(world, entity, raw, ALL_MEMBERS)}`;
  } catch (error) {
    if (error instanceof Refusal) return `"Fault":${faultBlock(error.fault)}`;
    throw error;
  }
}

function entityOf(members: readonly Member[]): readonly [NonNullable<ReturnType<typeof findEntity>>, string] {
  for (const [key, value] of members) {
    const entity = findEntity(key);
    if (entity !== undefined) return [entity, value];
  }
  throw refusals.missing("entity");
}

function find(members: readonly Member[], key: string): string | undefined {
  return members.find(([name]) => name === key)?.[1];
}
