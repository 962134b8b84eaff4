import fc from "fast-check";
import { expect, test } from "vitest";
import { arrayAt, endOfValue, placeOf } from "./json-span";

function textAt(text: string, path: readonly string[]): string | undefined {
  const json = Buffer.from(text);
  const at = placeOf(json, path);
  return at === undefined ? undefined : json.toString("utf8", at, endOfValue(json, at));
}

test("a value is found as it was sent, with its scale, long numbers, escapes and spaces", () => {
  const json = '{"a":{"Amount":300.00,"Id":5000000000000503624,"Name":"Pe\\u00f1a \\"&\\" Co\\/","Empty":[ ]}}';
  expect(textAt(json, ["a", "Amount"])).toBe("300.00");
  expect(textAt(json, ["a", "Id"])).toBe("5000000000000503624");
  expect(textAt(json, ["a", "Name"])).toBe('"Pe\\u00f1a \\"&\\" Co\\/"');
  expect(textAt(json, ["a", "Empty"])).toBe("[ ]");
  expect(textAt(json, [])).toBe(json);
});

test("a key of the same name that lies deeper, or within a text, is not confused with the key asked for", () => {
  const json = '{"x":{"Invoice":1,"QueryResponse":{"Invoice":2}},"t":"\\"Invoice\\":3}","QueryResponse":{"Invoice":4}}';
  expect(textAt(json, ["QueryResponse", "Invoice"])).toBe("4");
});

test("a key that is written with escapes is found", () => {
  expect(textAt('{"Invo\\u0069ce":[1]}', ["Invoice"])).toBe("[1]");
});

test.each([
  ["{}", ["QueryResponse"]],
  ['{"QueryResponse":{}}', ["QueryResponse", "Invoice"]],
  ['{"QueryResponse":[{"Invoice":1}]}', ["QueryResponse", "Invoice"]],
  ['{"QueryResponse":"Invoice"}', ["QueryResponse", "Invoice"]],
  ["null", ["QueryResponse"]],
])("%s has nothing at %j", (json, path) => {
  expect(placeOf(Buffer.from(json), path)).toBeUndefined();
});

/** A key that needs escaping, one that looks like structure, and one that repeats at every depth. */
const keys = fc.oneof(fc.constantFrom("Invoice", "QueryResponse", '"', "\\", "},{", "ñ\n"), fc.string());
const documents = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), tie("object"), fc.array(tie("value"), { maxLength: 3 })),
  object: fc.dictionary(keys, tie("value"), { maxKeys: 4 }),
})).object;
const blanks = fc.constantFrom("", " ", "\t", " \n\r");

test("in any document, at any path, the text found is exactly the value there", () => {
  fc.assert(
    fc.property(documents, blanks, (document, blank) => {
      const { text, values } = written(document, blank);
      for (const [path, value] of values) expect([path, textAt(text, path)]).toEqual([path, value]);
    }),
  );
});

interface Written {
  readonly text: string;
  /** The text of every value that is reached by object keys alone. */
  readonly values: readonly (readonly [path: readonly string[], text: string])[];
}

/**
 * Writes a document and keeps the text of its values. `JSON.parse` cannot provide these texts: it may read an escaped key as a
 * backslash (nodejs/node issue 63785; seen with Node 24.15, 24.20, 26.5 and 26.9, and not with 24.22.3 and 26.12.1).
 */
function written(value: unknown, blank: string): Written {
  if (Array.isArray(value)) {
    const text = joined(
      "[",
      value.map((element) => written(element, blank).text),
      "]",
      blank,
    );
    return { text, values: [[[], text]] };
  }
  if (typeof value !== "object" || value === null) {
    const text = JSON.stringify(value);
    return { text, values: [[[], text]] };
  }
  const members = Object.entries(value).map(([key, inner]) => ({ key, ...written(inner, blank) }));
  const text = joined(
    "{",
    members.map(({ key, text }) => `${JSON.stringify(key)}${blank}:${blank}${text}`),
    "}",
    blank,
  );
  const below = members.flatMap(({ key, values }) => values.map(([path, inner]) => [[key, ...path], inner] as const));
  return { text, values: [[[], text], ...below] };
}

function joined(open: string, parts: readonly string[], close: string, blank: string): string {
  return `${open}${blank}${parts.join(`${blank},${blank}`)}${blank}${close}`;
}

function elementsOf(text: string): string[] {
  const json = Buffer.from(text);
  return arrayAt(json, 0).elements.map(({ start, end }) => json.toString("utf8", start, end));
}

test("the elements of an array are found as received, whatever is in them and after them", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom("", " ", "\n "), (values, blank) => {
      const texts = values.map((value) => JSON.stringify(value));
      const json = `[${blank}${texts.join(`${blank},${blank}`)}${blank}]`;
      expect(elementsOf(`${json},"maxResults":[1]}`)).toEqual(texts);
      expect(arrayAt(Buffer.from(`${json}]`), 0).end).toBe(Buffer.byteLength(json));
    }),
  );
});

test.each(["[", "[1,2", "[1 2]", "[1,]", "1,2]", "{}", '["a'])(
  "an array that is cut off or malformed (%s) is not taken for a shorter one",
  (json) => {
    expect(() => elementsOf(json).map((text) => JSON.parse(text))).toThrow(SyntaxError);
  },
);
