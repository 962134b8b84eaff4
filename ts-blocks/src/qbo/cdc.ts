import { z } from "zod";
import { parseSourceStamp, type UtcInstant } from "../job/instants";
import { type PageAnswer, shapeError } from "./answer";
import { Fields } from "./fields";
import { arrayAt, isArrayAt, parse, placeOf, placesFrom, type Span } from "./json-span";
import { keyOf, type RecordKey } from "./record-key";

/** Most objects in one answer, live and deleted together. There are no further pages (Intuit, change data capture). */
const OBJECTS_MAX = 1_000;

/** A record that was deleted. `updatedAt` is the time of the deletion; some stubs have no MetaData, and it is undefined. */
export interface DeletedStub extends RecordKey {
  /** Where the stub lies in `records`. */
  readonly place: Span;
}

/**
 * What an answer says about one entity, unchanged: `head + records + tail` is its block. `keys` and `places`
 * are those of the live records. `records` holds the live records and the stubs.
 */
export interface CdcBlock extends PageAnswer {
  readonly deleted: readonly DeletedStub[];
}

export interface CdcAnswer {
  /** The key is the name of the entity, as in the answer. An entity without changes has no block. */
  readonly blocks: ReadonlyMap<string, CdcBlock>;
  /** The source's clock when it began to answer; undefined when it did not say. */
  readonly sourceTime: UtcInstant | undefined;
  /** Whether changes may be missing: the answer is full, or a block claims more than it holds. */
  readonly overflow: boolean;
}

const envelope = z.object({ time: z.unknown().optional() });
const block = z.record(z.string(), z.unknown());
const stub = z.object({ status: z.literal("Deleted") });

/**
 * Reads the answer to a question for changes. Blocks come in any order, and an entity without changes may be `{}`. Newer
 * answers have members that older ones lack. So a block is found by the one key that holds an array.
 *
 * @throws SyntaxError when the body is not JSON; ContractError `QBO_ANSWER_SHAPE` when it holds no blocks of changes.
 */
export function readCdc(body: Buffer): CdcAnswer {
  const outer = arrayOf(body, "CDCResponse");
  const blocks = new Map<string, CdcBlock>();
  let [objects, overflow] = [0, false];
  for (const json of outer.elements.flatMap((answer) => arrayOf(answer, "QueryResponse").elements)) {
    const found = readBlock(json);
    if (found === undefined) continue;
    if (blocks.has(found.key)) throw shapeError("a list of changes with one block for each entity");
    blocks.set(found.key, found.block);
    objects += found.objects;
    overflow ||= found.claimed > found.objects;
  }
  const { time } = envelope.parse(outer.rest);
  return { blocks, sourceTime: parseSourceStamp(time), overflow: overflow || objects >= OBJECTS_MAX };
}

/** The elements of an array, and the document without them, parsed. */
function arrayOf(json: Buffer, key: string): { elements: Buffer[]; rest: unknown } {
  const start = placeOf(json, [key]);
  if (start === undefined || !isArrayAt(json, start)) {
    parse(json); // valid JSON of another shape passes here; a text that was cut off throws
    throw shapeError("a list of changes");
  }
  const { elements, end } = arrayAt(json, start);
  const rest: unknown = JSON.parse(`${json.toString("utf8", 0, start)}[]${json.toString("utf8", end)}`);
  return { elements: elements.map((element) => json.subarray(element.start, element.end)), rest };
}

interface ReadBlock {
  readonly key: string;
  readonly block: CdcBlock;
  readonly objects: number;
  /** How many objects the block claims to hold. */
  readonly claimed: number;
}

function readBlock(json: Buffer): ReadBlock | undefined {
  const members = block.safeParse(parse(json));
  if (!members.success) throw shapeError("a list of changes");
  const arrays = Object.keys(members.data).filter((key) => Array.isArray(members.data[key]));
  const [key, another] = arrays;
  const claimed = Math.max(...["maxResults", "totalCount"].map((name) => Number(members.data[name] ?? 0)));
  if (key === undefined && claimed === 0) return undefined;
  const start = key === undefined ? undefined : placeOf(json, [key]);
  if (key === undefined || start === undefined || another !== undefined) throw shapeError("a list of changes");
  const { elements, end } = arrayAt(json, start);
  const places = placesFrom(start, elements);
  const objects = (members.data[key] as unknown[]).map((object, index) => ({
    object,
    isDeleted: stub.safeParse(object).success,
    key: keyOf(object, { qbo: key }),
    place: places[index] as Span,
  }));
  const live = objects.filter(({ isDeleted }) => !isDeleted);
  const fields = new Fields();
  for (const { object, key: known } of live) fields.add(object, known.id);
  return {
    key,
    block: {
      head: json.toString("utf8", 0, start),
      records: json.subarray(start, end),
      tail: json.toString("utf8", end),
      keys: live.map((object) => object.key),
      places: live.map((object) => object.place),
      fields: fields.list(),
      deleted: objects.filter(({ isDeleted }) => isDeleted).map(({ key: known, place }) => ({ ...known, place })),
    },
    objects: objects.length,
    claimed,
  };
}
