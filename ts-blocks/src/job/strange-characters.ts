/** Kinds of characters that chat programs, documents and web pages put in place of the plain ones. */
const KINDS: readonly (readonly [characters: RegExp, what: string])[] = [
  [/[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]/u, "(a dash) where a hyphen belongs"],
  [/[\n\r\u2028\u2029\u0085]/u, "(a line end)"],
  [/\p{Cc}/u, "(a control character)"],
  [/\p{Cs}/u, "(half of a character)"],
  [/[\p{Cf}\u115f\u1160\u3164\u2800]/u, "which cannot be seen"],
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u, "(a blank that is no space)"],
  [/[\u2018-\u201f\u00ab\u00bb\u2039\u203a]/u, "(a quotation mark)"],
  [/\p{Nd}/u, "(a digit of another script)"],
  [/\p{L}/u, "(a letter that is not of the Latin alphabet's 26)"],
];

/**
 * Names the first character beyond plain ASCII, in a text that should have none. On a screen such a character may look like
 * the right one, or be invisible.
 *
 * @returns such as "holds U+2013 (a dash) where a hyphen belongs"; undefined when all characters are plain.
 */
export function strangeCharacter(text: string): string | undefined {
  const found = /[^\x20-\x7e]/u.exec(text);
  if (found === null) return undefined;
  const [character] = found;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const kind = KINDS.find(([characters]) => characters.test(character))?.[1] ?? "(which is not plain ASCII)";
  const isLast = found.index + character.length === text.length;
  const verb = found.index === 0 ? "begins with" : isLast ? "ends with" : "holds";
  return `${verb} ${code}${kind.startsWith("(") ? " " : ", "}${kind}`;
}
