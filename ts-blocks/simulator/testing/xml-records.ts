/** The records of a recorded XML answer as JSON text, to put them on a shelf and request them again. */
export interface XmlRecord {
  readonly id: string;
  /** The element as recorded, without layout, namespaces and types of XML Schema. */
  readonly xml: string;
  readonly json: string;
}

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly Element[];
  readonly text: string;
  readonly xml: string;
}

const TOKEN = /<(\/?)([\w:]+)([^>]*?)(\/?)>([^<]*)/g;
const ATTRIBUTE = /([\w:]+)="([^"]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Every element of that name in an answer, or in a file that holds only that element. */
export function xmlRecords(body: string, entity: string): XmlRecord[] {
  const bare = body
    .replace(/<\?xml[^>]*\?>/, "")
    .replace(/ (?:xmlns(?::\w+)?|xsi:type)="[^"]*"/g, "")
    .replace(/>\s+</g, "><")
    .trim();
  return recordsBelow(parse(bare), entity).map((found) => ({
    id: found.children.find(({ name }) => name === "Id")?.text ?? "",
    xml: found.xml,
    json: jsonOf(found),
  }));
}

function recordsBelow(element: Element, entity: string): Element[] {
  if (element.name === entity) return [element];
  return element.children.flatMap((child) => recordsBelow(child, entity));
}

function parse(xml: string): Element {
  type Open = { name: string; attributes: Element["attributes"]; children: Element[]; text: string; start: number };
  const open: Open[] = [{ name: "", attributes: [], children: [], text: "", start: 0 }];
  const close = (end: number): void => {
    const done = open.pop();
    if (done === undefined) throw new SyntaxError("an element is closed that was not opened");
    open.at(-1)?.children.push({ ...done, xml: xml.slice(done.start, end) });
  };
  for (const match of xml.matchAll(TOKEN)) {
    const [image, slash, name = "", attributes = "", empty, text = ""] = match;
    const end = match.index + image.length - text.length;
    if (slash === "/") {
      close(end);
      continue;
    }
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key = "", value = ""]) => [key, plain(value)] as const);
    open.push({ name, attributes: pairs, children: [], text: plain(text), start: match.index });
    if (empty === "/") close(end);
  }
  const [root] = open[0]?.children ?? [];
  if (root === undefined) throw new SyntaxError("no element");
  return root;
}

/** Values become text, because a number, a boolean and a text look the same in XML. */
function jsonOf({ name, attributes, children, text }: Element): string {
  const named = attributes.map(([key, value]) => `${JSON.stringify(key)}:${scalar(key, value)}`);
  if (children.length === 0 && text !== "") {
    if (named.length === 0) return scalar(name, text);
    return `{"value":${JSON.stringify(text)},${named.join(",")}}`;
  }
  const groups = new Map<string, string[]>();
  for (const child of children) {
    const group = groups.get(child.name) ?? [];
    group.push(jsonOf(child));
    groups.set(child.name, group);
  }
  const members = [...groups].map(([key, values]) => {
    const value = values.length === 1 && !ARRAYS.has(key) ? values[0] : `[${values.join(",")}]`;
    return `${JSON.stringify(key)}:${value}`;
  });
  return `{${[...named, ...members].join(",")}}`;
}

const ARRAYS: ReadonlySet<string> = new Set(["Line", "LinkedTxn", "TaxLine", "TaxRateDetail", "BudgetDetail"]);
const TEXTS: ReadonlySet<string> = new Set(["Id", "SyncToken", "DocNumber", "CheckNum", "PostalCode", "Value"]);

function scalar(name: string, text: string): string {
  if (text === "true" || text === "false") return text;
  return !TEXTS.has(name) && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text);
}

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (image, name: string) => ENTITIES[name] ?? image);
}
