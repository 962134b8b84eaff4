/**
 * Edits JSON as text. A record is kept and served as the text it came in, so that `100.00` stays `100.00`. A change of
 * one member must not touch the others.
 */
export type Member = readonly [key: string, value: string];

/** The top-level members of an object, values as they are written. */
export function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let at = text.indexOf("{") + 1;
  while (at < text.length) {
    at = skip(text, at, /[\s,]/);
    if (text[at] === "}") break;
    const keyEnd = endOfValue(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    at = skip(text, keyEnd, /[\s:]/);
    const valueEnd = endOfValue(text, at);
    members.push([key, text.slice(at, valueEnd)]);
    at = valueEnd;
  }
  return members;
}

export function objectText(members: readonly Member[]): string {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
}

/** The elements of an array, as they are written. */
export function elementsOf(text: string): string[] {
  const elements: string[] = [];
  let at = text.indexOf("[") + 1;
  while (at < text.length) {
    at = skip(text, at, /[\s,]/);
    if (text[at] === "]") break;
    const end = endOfValue(text, at);
    elements.push(text.slice(at, end));
    at = end;
  }
  return elements;
}

/** Replaces members, drops those given as undefined, and adds unknown ones at the end. */
export function edited(text: string, changes: Readonly<Record<string, string | undefined>>): string {
  const left = new Map(Object.entries(changes));
  const members: Member[] = [];
  for (const [key, value] of membersOf(text)) {
    if (!left.has(key)) members.push([key, value]);
    else {
      const changed = left.get(key);
      if (changed !== undefined) members.push([key, changed]);
      left.delete(key);
    }
  }
  for (const [key, value] of left) if (value !== undefined) members.push([key, value]);
  return objectText(members);
}

export function memberOf(text: string, key: string): string | undefined {
  return membersOf(text).find(([name]) => name === key)?.[1];
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from;
  while (at < text.length && what.test(text[at] ?? "")) at++;
  return at;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (char === "{" || char === "[") depth++;
    if (char === "}" || char === "]") {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    }
    if (depth === 0 && (char === "," || char === ":" || /\s/.test(char ?? ""))) return at;
    at++;
  }
  return at;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
