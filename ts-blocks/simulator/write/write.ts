import { stamped } from "../control/changes";
import type { Entity } from "../entities";
import { edited, type Member, memberOf, membersOf } from "../json-text";
import { knownMembers } from "../members";
import { pacificStamp } from "../stamps";
import { type Row, rowFromText, valueAt } from "../store/row";
import type { World } from "../world";
import { newRecord } from "./blank";
import { refusals } from "./refusal";

export type Operation = "create" | "update" | "delete" | "void";

/** The service stamps a write a little after the request arrived: LastUpdatedTime may be later than the envelope's time. */
const WORK_MS = 500;

/** A write of one record; the answer is the record's text, or the stub of a deleted one. */
export function write(world: World, entity: Entity, operation: Operation, body: string, arrivedMs: number): string {
  const given = readBody(body, entity);
  const second = Math.floor((arrivedMs + WORK_MS) / 1000);
  const id = textOf(given, "Id");
  if (operation === "create" || id === undefined) return create(world, entity, given, second);
  if (!/^\d+$/.test(id)) throw refusals.invalidId(id);
  const row = world.store.shelf(entity.name).find(id);
  if (row === undefined) throw refusals.notFound();
  if (textOf(given, "SyncToken") !== JSON.parse(memberOf(row.raw, "SyncToken") ?? '"0"')) throw refusals.stale();
  if (operation === "update") return update(world, entity, row, given, second);
  const changed = world.mutate({ op: operation, entity: entity.name, id, at: new Date(second * 1000).toISOString() });
  return operation === "delete" ? `{"domain":"QBO","status":"Deleted","Id":"${id}"}` : (changed?.raw ?? row.raw);
}

function create(world: World, entity: Entity, given: readonly Member[], second: number): string {
  checkMembers(entity, given);
  const name = nameMember(entity);
  if (entity.kind === "list") {
    const wanted = textOf(given, name);
    if (wanted === undefined) throw refusals.missing(name);
    checkName(world, entity, name, wanted, undefined);
  }
  if (entity.name === "Invoice" && textOf(given, "Line") === undefined) throw refusals.missing("Line");
  const now = pacificStamp(second);
  const raw = newRecord(entity.name, given, {
    id: world.nextId(),
    second,
    metaData: `{"CreateTime":"${now}","LastUpdatedTime":"${now}"}`,
  });
  world.store.shelf(entity.name).put(rowFromText(raw));
  return raw;
}

function update(world: World, entity: Entity, row: Row, given: readonly Member[], second: number): string {
  checkMembers(entity, given);
  const changes: Record<string, string> = {};
  for (const [key, value] of given) {
    if (["Id", "SyncToken", "MetaData", "domain", "sparse"].includes(key)) continue;
    if (memberOf(row.raw, key) !== value) changes[key] = value;
  }
  // An update that changes nothing keeps the version.
  if (Object.keys(changes).length === 0) return row.raw;
  const displayName = changes.DisplayName;
  if (displayName !== undefined) {
    checkName(world, entity, "DisplayName", JSON.parse(displayName) as string, row.id);
    changes.FullyQualifiedName ??= displayName;
  }
  if (changes.Active === "false") {
    world.mutate({ op: "deactivate", entity: entity.name, id: row.id, at: new Date(second * 1000).toISOString() });
    return world.store.shelf(entity.name).find(row.id)?.raw ?? row.raw;
  }
  const raw = edited(stamped(row.raw, second, true), changes);
  world.store.shelf(entity.name).put(rowFromText(raw));
  return raw;
}

/** The member that names a record of a list. */
function nameMember({ name, properties }: Entity): string {
  if (name === "CompanyCurrency") return "Code";
  return properties.has("displayname") ? "DisplayName" : "Name";
}

function checkName(world: World, entity: Entity, path: string, wanted: string, self: string | undefined): void {
  const shelf = world.store.shelf(entity.name);
  for (let position = 0; position < shelf.size; position++) {
    const row = shelf.rowAt(position);
    if (row.id !== self && String(valueAt(row, path)).toLowerCase() === wanted.toLowerCase())
      throw refusals.duplicateName();
  }
}

function checkMembers(entity: Entity, given: readonly Member[]): void {
  const known = knownMembers(entity.name);
  if (known === undefined) return;
  for (const [key] of given) if (!known.includes(key)) throw refusals.unknownMember(key, entity.name, known);
}

function readBody(body: string, entity: Entity): Member[] {
  try {
    JSON.parse(body);
  } catch {
    throw refusals.unknownMember("", entity.name, []);
  }
  if (!body.trimStart().startsWith("{")) return [];
  // Clients send members without a value. No such member is kept.
  return membersOf(body).filter(([, value]) => !["null", '""', "[]", "{}"].includes(value));
}

function textOf(members: readonly Member[], key: string): string | undefined {
  const value = members.find(([name]) => name === key)?.[1];
  if (value === undefined || value === "null") return undefined;
  return value.startsWith('"') ? (JSON.parse(value) as string) : value;
}
