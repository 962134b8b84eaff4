import fc from "fast-check";
import { expect, test } from "vitest";
import { arrayAt, endOfValue, placeOf } from "./json-span";

function textAt(json: string, path: string[]): string | undefined {
  const at = placeOf(json, path);
  return at === undefined ? undefined : json.slice(at, endOfValue(json, at));
}

test("a value is found to the letter: scale, long numbers, escapes and spacing stay as they were sent", () => {
  const json = '{"a":{"Amount":300.00,"Id":5000000000000503624,"Name":"Pe\\u00f1a \\"&\\" Co\\/","Empty":[ ]}}';
  expect(textAt(json, ["a", "Amount"])).toBe("300.00");
  expect(textAt(json, ["a", "Id"])).toBe("5000000000000503624");
  expect(textAt(json, ["a", "Name"])).toBe('"Pe\\u00f1a \\"&\\" Co\\/"');
  expect(textAt(json, ["a", "Empty"])).toBe("[ ]");
  expect(textAt(json, [])).toBe(json);
});

test("a key of the same name further in, or in a text, is not taken for the one that was asked for", () => {
  const json = '{"x":{"Invoice":1,"QueryResponse":{"Invoice":2}},"t":"\\"Invoice\\":3}","QueryResponse":{"Invoice":4}}';
  expect(textAt(json, ["QueryResponse", "Invoice"])).toBe("4");
});

test("a key that was written with escapes is found by its meaning", () => {
  expect(textAt('{"Invo\\u0069ce":[1]}', ["Invoice"])).toBe("[1]");
});

test.each([
  ["{}", ["QueryResponse"]],
  ['{"QueryResponse":{}}', ["QueryResponse", "Invoice"]],
  ['{"QueryResponse":[{"Invoice":1}]}', ["QueryResponse", "Invoice"]],
  ['{"QueryResponse":"Invoice"}', ["QueryResponse", "Invoice"]],
  ["null", ["QueryResponse"]],
])("%s has nothing at %j", (json, path) => {
  expect(placeOf(json, path)).toBeUndefined();
});

/** A key that needs escaping, one that looks like structure, and one that repeats at every depth. */
const keys = fc.oneof(fc.constantFrom("Invoice", "QueryResponse", '"', "\\", "},{", "ñ\n"), fc.string());
const documents = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), tie("object"), fc.array(tie("value"), { maxLength: 3 })),
  object: fc.dictionary(keys, tie("value"), { maxKeys: 4 }),
})).object;
const spacings = fc.constantFrom(undefined, 1, "\t", " \n\r");

test("in any document, at any path, the text found is the value there and nothing more", () => {
  fc.assert(
    fc.property(documents, spacings, (document, spacing) => {
      const json = JSON.stringify(document, null, spacing);
      const parsed: unknown = JSON.parse(json);
      for (const [path, value] of objectPaths(parsed)) {
        const text = textAt(json, path) ?? "nothing";
        expect(JSON.parse(text)).toEqual(value);
        expect(text).toBe(text.trim());
      }
    }),
  );
});

/** Every value that is reached by object keys alone. */
function* objectPaths(value: unknown, path: string[] = []): Generator<[string[], unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) yield* objectPaths(inner, [...path, key]);
}

function elementsOf(json: string): string[] {
  return arrayAt(json, 0).elements.map(({ start, end }) => json.slice(start, end));
}

test("the elements of an array come out to the letter, whatever is inside and whatever comes after", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom("", " ", "\n "), (values, blank) => {
      const texts = values.map((value) => JSON.stringify(value));
      const json = `[${blank}${texts.join(`${blank},${blank}`)}${blank}]`;
      expect(elementsOf(`${json},"maxResults":[1]}`)).toEqual(texts);
      expect(arrayAt(`${json}]`, 0).end).toBe(json.length);
    }),
  );
});

test.each(["[", "[1,2", "[1 2]", "[1,]", "1,2]", "{}", '["a'])(
  "an array that is cut off or malformed (%s) is not taken for a shorter one",
  (json) => {
    expect(() => elementsOf(json).map((text) => JSON.parse(text))).toThrow(SyntaxError);
  },
);
