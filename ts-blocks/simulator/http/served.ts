import type { Entity } from "../entities";
import { edited, elementsOf, memberOf, membersOf, objectText } from "../json-text";
import { mix } from "../random";
import type { Row } from "../store/row";
import type { World } from "../world";

/** What a request named beside `*`. */
export interface Asked {
  readonly extras: readonly string[];
  /** The `include` parameter of the address. */
  readonly include: string;
}

/** Reads of one record and captured changes return every member. */
export const ALL_MEMBERS: Asked = { extras: ["*"], include: "enhancedAllCustomFields" };

/**
 * Records as one request gets them: with links that work for fifteen minutes, and without the optional members that the
 * request did not name.
 */
export function servedRows(world: World, entity: Entity, rows: readonly Row[], asked: Asked): readonly Row[] {
  if (entity.name !== "Attachable" && world.options.optionalFields === "absent") return rows;
  return rows.map((row) => ({ ...row, raw: servedText(world, entity, row.raw, asked) }));
}

export function servedText(world: World, entity: Entity, raw: string, asked: Asked): string {
  if (entity.name === "Attachable") return withLinks(raw, world.nextRequestSeed());
  if (world.options.optionalFields === "absent") return raw;
  return withoutUnasked(entity, raw, asked);
}

function withoutUnasked(entity: Entity, raw: string, { extras, include }: Asked): string {
  const named = new Set(extras.map((name) => name.toLowerCase()));
  const isHidden = (name: string): boolean => !named.has("*") && !named.has(name.toLowerCase());
  const hidden = entity.optional.filter((name) => isHidden(name) && raw.includes(`"${name}":`));
  const shown = hidden.length === 0 ? raw : edited(raw, Object.fromEntries(hidden.map((name) => [name, undefined])));
  const fields = memberOf(shown, "CustomField");
  if (fields === undefined || include.split(",").includes("enhancedAllCustomFields")) return shown;
  const legacy = elementsOf(fields).filter((field) => (memberOf(field, "DefinitionId") ?? "").length <= LEGACY_LENGTH);
  return edited(shown, { CustomField: `[${legacy.join(",")}]` });
}

/** The three older custom fields have definitions "1" to "3"; the newer ones have long numbers. */
const LEGACY_LENGTH = 3;

/** A link of a file is made for each answer: it differs on every read. */
function withLinks(raw: string, seed: number): string {
  const names = membersOf(raw).map(([key]) => key);
  if (names.includes("TempDownloadUri") || !names.includes("FileAccessUri")) return raw;
  const link = (member: string): [string, string] => [
    member,
    JSON.stringify(`https://files.example.com/${mix(seed)}${mix(seed + 1)}?X-Amz-Expires=900&X-Amz-Signature=${seed}`),
  ];
  return objectText(
    membersOf(raw).flatMap(([key, value]) => {
      if (key === "FileAccessUri") return [[key, value], link("TempDownloadUri")];
      return key === "ThumbnailFileAccessUri" ? [[key, value], link("ThumbnailTempDownloadUri")] : [[key, value]];
    }),
  );
}
