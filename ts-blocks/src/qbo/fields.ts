/** A member that some records have. */
export interface FieldSeen {
  /** The names of the members that contain it, with arrays folded: `Line[].Amount`; empty for the record itself. */
  readonly path: string;
  /** JSON types, sorted. */
  readonly types: readonly string[];
  /** The number of records that have it. */
  readonly records: number;
  /** The Id of one of these records. */
  readonly example: string | null;
}

/** No entity has more members or deeper nesting than this. So a hostile answer cannot fill the register. */
const PATHS_MAX = 2000;
const DEPTH_MAX = 16;
/** Names that Postgres and people can read. A member with any other name is counted as `?`. */
const PLAIN_NAME = /^[\w .:#/{}-]{1,80}$/;
const PLAIN_ID = /^[\w .:/-]{1,64}$/;

/** JSON types, sorted by name. A node holds a bit for each: a page has tens of thousands of values. */
const TYPES = ["array", "boolean", "null", "number", "object", "string"] as const;
const BITS = Object.fromEntries(TYPES.map((type, place) => [type, 1 << place])) as Record<
  (typeof TYPES)[number],
  number
>;

interface Node {
  types: number;
  readonly members: Map<string, Node>;
  records: number;
  /** The number of the last record that was counted. */
  last: number;
  example: string | null;
}

/** Finds which members the records of a page have. Each record is parsed already, and its tree is walked once. */
export class Fields {
  private readonly root = newNode();
  private records = 0;
  private paths = 1;

  add(record: unknown, id: string | undefined): void {
    this.records++;
    this.walk(this.root, record, id !== undefined && PLAIN_ID.test(id) ? id : null, 0);
  }

  list(): FieldSeen[] {
    return this.records === 0 ? [] : listed(this.root, "");
  }

  private walk(node: Node, value: unknown, id: string | null, depth: number): void {
    if (node.last !== this.records) {
      node.last = this.records;
      node.records++;
      node.example ??= id;
    }
    const type = typeOf(value);
    node.types |= BITS[type];
    if (depth === DEPTH_MAX) return;
    if (type === "array") {
      for (const element of value as unknown[]) this.step(node, "[]", element, id, depth);
    } else if (type === "object") {
      const members = value as Record<string, unknown>;
      for (const name in members) this.step(node, name, members[name], id, depth);
    }
  }

  private step(node: Node, name: string, value: unknown, id: string | null, depth: number): void {
    const known = node.members.get(name) ?? this.newMember(node, name);
    if (known !== undefined) this.walk(known, value, id, depth + 1);
  }

  private newMember(node: Node, name: string): Node | undefined {
    const shown = name === "[]" || PLAIN_NAME.test(name) ? name : "?";
    const known = node.members.get(shown);
    if (known !== undefined) return known;
    if (this.paths === PATHS_MAX) return undefined;
    this.paths++;
    const member = newNode();
    node.members.set(shown, member);
    return member;
  }
}

function newNode(): Node {
  return { types: 0, members: new Map(), records: 0, last: 0, example: null };
}

function typeOf(value: unknown): (typeof TYPES)[number] {
  const type = typeof value;
  if (type === "string" || type === "number" || type === "boolean") return type;
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : "object";
}

/** The elements of an array are counted under the array's path with `[]` added. */
function listed(node: Node, path: string): FieldSeen[] {
  const { types, records, example, members } = node;
  const own = { path, types: TYPES.filter((type) => types & BITS[type]), records, example };
  const below = [...members].flatMap(([name, member]) => {
    if (name === "[]") return listed(member, `${path}[]`);
    return listed(member, path === "" ? name : `${path}.${name}`);
  });
  return [own, ...below];
}
