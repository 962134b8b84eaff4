import { expect, test } from "vitest";
import { strangeCharacter } from "./strange-characters";

test.each([
  ["2026–01–01", "holds U+2013 (a dash) where a hyphen belongs"],
  ["2026‑01‑01", "holds U+2011 (a dash) where a hyphen belongs"],
  ["2026−01−01", "holds U+2212 (a dash) where a hyphen belongs"],
  ["\u200b2026-01-01", "begins with U+200B, which cannot be seen"],
  ["\ufeff100", "begins with U+FEFF, which cannot be seen"],
  ["10\u00a0000", "holds U+00A0 (a blank that is no space)"],
  ["100\n", "ends with U+000A (a line end)"],
  ["1\t0", "holds U+0009 (a control character)"],
  ["１００", "begins with U+FF11 (a digit of another script)"],
  ["fecha_іnicio", "holds U+0456 (a letter that is not of the Latin alphabet's 26)"],
  ["“true”", "begins with U+201C (a quotation mark)"],
  ["100\ud83d", "ends with U+D83D (half of a character)"],
  ["5🙂", "ends with U+1F642 (which is not plain ASCII)"],
])("in %j it is said what %s", (text, said) => {
  expect(strangeCharacter(text)).toBe(said);
});

test("plain text has none", () => {
  expect(strangeCharacter("2026-01-01T00:00:00Z ~!")).toBeUndefined();
});
