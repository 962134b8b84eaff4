import { type Entity, findEntity } from "../entities";
import { mix } from "../random";
import { type Moment, pacificStamp, parseInstant } from "../stamps";
import type { World } from "../world";
import { refusals } from "../write/refusal";
import { ALL_MEMBERS, servedText } from "./served";

/**
 * Change data capture looks back 30 days and answers with at most 1000 objects, without pages
 * (docs/en/quickbooks.md, "Change data capture").
 */
const LOOK_BACK_MS = 30 * 86_400_000;
const OBJECTS_MAX = 1000;

export function cdcEnvelope(world: World, query: URLSearchParams, arrived: Moment): string {
  const since = query.get("changedSince") ?? "";
  const sinceMs = parseInstant(since.replace(" ", "+"), world.options.zone);
  if (sinceMs === undefined) throw refusals.missing("changedSince");
  if (sinceMs < arrived.ms - LOOK_BACK_MS) {
    throw refusals.unsupported(`cdc with changedSince date ${since} which is older than fixed days`);
  }
  const names = (query.get("entities") ?? "").split(",").filter((name) => name !== "");
  if (names.length === 0) throw refusals.missing("entities");
  const entities = names.map((name) => {
    const entity = findEntity(name.trim());
    if (entity === undefined || !entity.inCdc) throw refusals.unsupported(`cdc for ${name}`);
    const absence = world.absenceOf(entity);
    if (absence !== undefined) throw absence;
    return entity;
  });
  let left = OBJECTS_MAX;
  const blocks = shuffled(entities, world.nextRequestSeed()).map((entity) => {
    const objects = world.isSilent(entity) ? [] : changes(world, entity, sinceMs).slice(0, left);
    left -= objects.length;
    if (objects.length === 0) return "{}";
    return `{"${entity.answersAs}":[${objects.join(",")}],"startPosition":1,"maxResults":${objects.length},"totalCount":${objects.length}}`;
  });
  return `{"CDCResponse":[{"QueryResponse":[${blocks.join(",")}]}],"time":"${arrived.text}"}`;
}

/** Live records, inactive ones too, and a stub for each that was deleted, with or without MetaData. */
function changes(world: World, entity: Entity, sinceMs: number): string[] {
  const shelf = world.store.shelf(entity.name);
  const objects: string[] = [];
  for (
    let position = shelf.lowerBound(Math.ceil(sinceMs / 1000));
    position < shelf.size && objects.length < OBJECTS_MAX;
    position++
  ) {
    objects.push(servedText(world, entity, shelf.rowAt(position).raw, ALL_MEMBERS));
  }
  for (const { id, deletedAt } of world.store.tombstones(entity.name)) {
    if (deletedAt * 1000 < sinceMs) continue;
    const meta =
      mix(Number(id.slice(-6))) % 3 === 0 ? "" : `,"MetaData":{"LastUpdatedTime":"${pacificStamp(deletedAt)}"}`;
    objects.push(`{"domain":"QBO","status":"Deleted","Id":"${id}"${meta}}`);
  }
  return objects;
}

/** The blocks do not come in the requested order. */
function shuffled(entities: readonly Entity[], seed: number): Entity[] {
  const rank = new Map(entities.map((entity, index) => [entity, mix(seed ^ mix(index))]));
  return entities.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}
