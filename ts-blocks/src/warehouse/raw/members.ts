import { ENTITIES, type EntityName } from "../../entities/entity";

/** An SQL expression for the text of a member of a record, `MetaData.LastUpdatedTime`. It looks inside of a wrapped record. */
export function memberOf(entity: EntityName, payload: string, path: string): string {
  if (ENTITIES[entity].wrapped) return `jsonb_path_query_first(${payload}, '$.*.${path}') #>> '{}'`;
  return `${payload} #>> '{${path.replaceAll(".", ",")}}'`;
}

/**
 * An SQL expression for the bytes of a record that show whether it has changed: all bytes, except members that differ at every
 * reading. A quote inside of a text has a backslash before it, so a text cannot look like a member.
 *
 * @param text the record as received, UTF-8.
 */
export function stableText(entity: EntityName, text: string): string {
  const { unstable } = ENTITIES[entity];
  if (unstable === undefined) return text;
  const member = `"(?:${unstable.join("|")})"\\s*:\\s*"(?:[^"\\\\]|\\\\.)*"`;
  return `convert_to(regexp_replace(convert_from(${text}, 'UTF8'), ',\\s*${member}|${member}\\s*,?', '', 'g'), 'UTF8')`;
}
