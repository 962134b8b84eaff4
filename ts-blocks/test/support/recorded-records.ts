import { basename } from "node:path";
import { recording, recordingFiles } from "../../simulator/testing/recordings";
import { xmlRecords } from "../../simulator/testing/xml-records";
import { ENTITIES, ENTITY_NAMES, type EntityName } from "../../src/entities/entity";

export interface RecordedRecord {
  readonly file: string;
  readonly entity: EntityName;
  readonly json: string;
}

const KEYS = new Map(
  ENTITY_NAMES.flatMap((entity) => {
    const { qbo, answersAs = qbo } = ENTITIES[entity];
    return [
      [qbo, entity],
      [answersAs, entity],
    ] as const;
  }),
);

/** Every record of an entity in a recording, at any depth. Stubs of deleted records are left out. */
export function recordedRecords(): RecordedRecord[] {
  return recordingFiles().flatMap((file) => {
    const text = recording(file);
    if (file.endsWith(".xml")) return fromXml(file, text);
    if (file.endsWith(".jsonl")) return fromLines(file, text);
    return file.endsWith(".json") ? fromJson(file, JSON.parse(text)) : [];
  });
}

function fromXml(file: string, text: string): RecordedRecord[] {
  if (!file.includes("entities/") && !file.startsWith("cdc/")) return [];
  return [...KEYS].flatMap(([name, entity]) =>
    // A member of another record can also have an entity's name: its credit card payment, its exchange rate.
    xmlRecords(text, name).flatMap(({ json }) => (isRecord(JSON.parse(json)) ? { file, entity, json } : [])),
  );
}

function fromLines(file: string, text: string): RecordedRecord[] {
  const [name] = basename(file).split(".");
  const entity = [...KEYS].find(([key]) => key.toLowerCase() === name)?.[1];
  return entity === undefined ? [] : text.split("\n").map((json) => ({ file, entity, json }));
}

function fromJson(file: string, value: unknown): RecordedRecord[] {
  if (Array.isArray(value)) return value.flatMap((element) => fromJson(file, element));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const entity = KEYS.get(name);
    const found = (Array.isArray(member) ? member : [member]).filter(isRecord);
    if (entity === undefined || found.length === 0) return fromJson(file, member);
    return found.map((record) => ({ file, entity, json: JSON.stringify(record) }));
  });
}

function isRecord(value: unknown): boolean {
  if (typeof value !== "object" || value === null || "status" in value) return false;
  return "Id" in value || "AsOfDate" in value;
}
