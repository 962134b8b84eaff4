const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;

/** A part of a text, [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An array in a document: where each element lies, and where the text after the array starts. */
export interface ArraySpan {
  readonly elements: readonly Span[];
  readonly end: number;
}

/**
 * Finds where the value at a path of object keys starts in a valid JSON document. So its text can be kept unchanged: parsing
 * and writing it again would turn `300.00` into `300` and lose digits of long numbers.
 *
 * @returns undefined when the document has no such path. For invalid JSON the result is unspecified: parse first.
 */
export function placeOf(json: string, path: readonly string[]): number | undefined {
  let at = skipBlank(json, 0);
  for (const key of path) {
    const value = valueOfKey(json, at, key);
    if (value === undefined) return undefined;
    at = value;
  }
  return at;
}

/**
 * Finds the elements of the array that starts at a place. Parse each element: only parsing shows whether it is valid.
 *
 * @throws SyntaxError when there are no brackets with elements and commas between them, as in a text that was cut off.
 */
export function arrayAt(json: string, start: number): ArraySpan {
  if (json.charCodeAt(start) !== OPEN_BRACKET) throw cutOff();
  const elements: Span[] = [];
  let at = skipBlank(json, start + 1);
  if (json.charCodeAt(at) === CLOSE_BRACKET) return { elements, end: at + 1 };
  for (;;) {
    const end = endOfValue(json, at);
    elements.push({ start: at, end });
    at = skipBlank(json, end);
    if (json.charCodeAt(at) === CLOSE_BRACKET) return { elements, end: at + 1 };
    if (json.charCodeAt(at) !== COMMA) throw cutOff();
    at = skipBlank(json, at + 1);
  }
}

function cutOff(): SyntaxError {
  return new SyntaxError("the array is cut off or malformed");
}

/** Where the value of `key` starts in the object at `at`; undefined when there is no object or no such key. */
function valueOfKey(json: string, at: number, key: string): number | undefined {
  if (json.charCodeAt(at) !== OPEN_BRACE) return undefined;
  let cursor = skipBlank(json, at + 1);
  while (cursor < json.length && json.charCodeAt(cursor) === QUOTE) {
    const keyEnd = endOfString(json, cursor);
    const value = skipBlank(json, skipBlank(json, keyEnd) + 1);
    if (JSON.parse(json.slice(cursor, keyEnd)) === key) return value;
    cursor = skipBlank(json, skipBlank(json, endOfValue(json, value)) + 1);
  }
  return undefined;
}

/** Where the value that starts at a place ends. */
export function endOfValue(json: string, at: number): number {
  const first = json.charCodeAt(at);
  if (first === QUOTE) return endOfString(json, at);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    let end = at;
    while (end < json.length && !/[,\]}\s]/.test(json.charAt(end))) end++;
    return end;
  }
  let depth = 0;
  for (let cursor = at; cursor < json.length; cursor++) {
    switch (json.charCodeAt(cursor)) {
      case QUOTE:
        cursor = endOfString(json, cursor) - 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth++;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (--depth === 0) return cursor + 1;
        break;
    }
  }
  return json.length;
}

function endOfString(json: string, quote: number): number {
  for (let cursor = quote + 1; cursor < json.length; cursor++) {
    const code = json.charCodeAt(cursor);
    if (code === BACKSLASH) cursor++;
    else if (code === QUOTE) return cursor + 1;
  }
  return json.length;
}

function skipBlank(json: string, at: number): number {
  let cursor = at;
  while (cursor < json.length && json.charCodeAt(cursor) <= 32) cursor++;
  return cursor;
}
