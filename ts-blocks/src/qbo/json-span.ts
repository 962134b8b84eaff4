const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;
const BLANK_MAX = 32;

/** A part of a document, [start, end), in bytes. */
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
 * Finds where the value at a path of object keys starts in a valid JSON document of UTF-8. So its text can be kept unchanged:
 * parsing and writing it again would turn `300.00` into `300` and lose digits of long numbers. It searches bytes, as they came:
 * every byte of a character beyond ASCII is above 127, so none is taken for a quote or a bracket.
 *
 * @returns undefined when the document has no such path. For invalid JSON the result is unspecified: parse first.
 */
export function placeOf(json: Buffer, path: readonly string[]): number | undefined {
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
 * @throws SyntaxError when there are no brackets with elements and commas between them, as in a document that was cut off.
 */
export function arrayAt(json: Buffer, start: number): ArraySpan {
  if (!isArrayAt(json, start)) throw cutOff();
  const elements: Span[] = [];
  let at = skipBlank(json, start + 1);
  if (json[at] === CLOSE_BRACKET) return { elements, end: at + 1 };
  for (;;) {
    const end = endOfValue(json, at);
    elements.push({ start: at, end });
    at = skipBlank(json, end);
    if (json[at] === CLOSE_BRACKET) return { elements, end: at + 1 };
    if (json[at] !== COMMA) throw cutOff();
    at = skipBlank(json, at + 1);
  }
}

export function isArrayAt(json: Buffer, start: number): boolean {
  return json[start] === OPEN_BRACKET;
}

/** Where each element lies, counted from the start of its array. */
export function placesFrom(start: number, elements: readonly Span[]): Span[] {
  return elements.map((element) => ({ start: element.start - start, end: element.end - start }));
}

/** Parses a document, or a part of it. Throws a SyntaxError as `JSON.parse` does. */
export function parse(json: Buffer, { start, end }: Span = { start: 0, end: json.length }): unknown {
  return JSON.parse(json.toString("utf8", start, end));
}

function cutOff(): SyntaxError {
  return new SyntaxError("the array is cut off or malformed");
}

/** Where the value of `key` starts in the object at `at`; undefined when there is no object or no such key. */
function valueOfKey(json: Buffer, at: number, key: string): number | undefined {
  if (json[at] !== OPEN_BRACE) return undefined;
  let cursor = skipBlank(json, at + 1);
  while (cursor < json.length && json[cursor] === QUOTE) {
    const keyEnd = endOfString(json, cursor);
    const value = skipBlank(json, skipBlank(json, keyEnd) + 1);
    if (parse(json, { start: cursor, end: keyEnd }) === key) return value;
    cursor = skipBlank(json, skipBlank(json, endOfValue(json, value)) + 1);
  }
  return undefined;
}

/** Where the value that starts at a place ends. */
export function endOfValue(json: Buffer, at: number): number {
  const first = json[at];
  if (first === QUOTE) return endOfString(json, at);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    let end = at;
    while (end < json.length && !endsLiteral(json[end] as number)) end++;
    return end;
  }
  let depth = 0;
  for (let cursor = at; cursor < json.length; cursor++) {
    switch (json[cursor]) {
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

/** After a number, `true`, `false` or `null`. */
function endsLiteral(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE || byte <= BLANK_MAX;
}

function endOfString(json: Buffer, quote: number): number {
  for (let cursor = quote + 1; cursor < json.length; cursor++) {
    const byte = json[cursor];
    if (byte === BACKSLASH) cursor++;
    else if (byte === QUOTE) return cursor + 1;
  }
  return json.length;
}

function skipBlank(json: Buffer, at: number): number {
  let cursor = at;
  while (cursor < json.length && (json[cursor] as number) <= BLANK_MAX) cursor++;
  return cursor;
}
