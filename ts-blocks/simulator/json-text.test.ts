import fc from "fast-check";
import { expect, test } from "vitest";
import { edited, elementsOf, memberOf, membersOf, objectText } from "./json-text";

test("an object that is split into members and joined again does not change", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = JSON.stringify(value);
      expect(objectText(membersOf(text))).toBe(text);
      expect(membersOf(text).map(([key, inner]) => [key, JSON.parse(inner)])).toEqual(
        Object.entries(JSON.parse(text) as object),
      );
    }),
  );
});

test("the elements of an array are found as they are written, whatever the layout", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, 3), (value, indent) => {
      const elements = elementsOf(JSON.stringify(value, null, indent));
      expect(elements.map((element) => JSON.parse(element) as unknown)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("an edit keeps the scale of the numbers it does not touch, and the order of the members", () => {
  const text = '{"Amount":100.00,"Id":"1","Big":12345678901234567890.10,"Note":"a \\"b\\" }"}';
  expect(edited(text, { Id: '"2"', New: "true" })).toBe(
    '{"Amount":100.00,"Id":"2","Big":12345678901234567890.10,"Note":"a \\"b\\" }","New":true}',
  );
  expect(edited(text, { Note: undefined })).toBe('{"Amount":100.00,"Id":"1","Big":12345678901234567890.10}');
  expect(memberOf(text, "Amount")).toBe("100.00");
  expect(memberOf(text, "None")).toBeUndefined();
});
