import { QueryFault } from "./fault";

export type TokenKind = "word" | "string" | "number" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** The text as written; for a string its value, without quotes and backslashes. */
  readonly text: string;
  readonly image: string;
  readonly line: number;
  readonly column: number;
}

const PATTERN = /(\s+)|('(?:[^'\\]|\\[\s\S])*')|(\d+)|([A-Za-z_][A-Za-z0-9_.]*)|(<=|>=|!=|[=<>(),*-])/y;

export function tokenize(statement: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < statement.length) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(statement);
    const position = positionOf(statement, at);
    if (match === null) throw lexicalError(statement, at);
    const [image, blank, string, number, word] = match;
    at += image.length;
    if (blank !== undefined) continue;
    const kind =
      string !== undefined ? "string" : number !== undefined ? "number" : word !== undefined ? "word" : "symbol";
    tokens.push({ kind, image, text: kind === "string" ? unquote(image) : image, ...position });
  }
  tokens.push({ kind: "end", text: "", image: "<EOF>", ...positionOf(statement, statement.length) });
  return tokens;
}

/** A quote inside text is written `\'`; doubling it is not understood. */
function unquote(image: string): string {
  return image.slice(1, -1).replace(/\\([\s\S])/g, "$1");
}

function positionOf(statement: string, at: number): { line: number; column: number } {
  const before = statement.slice(0, at);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: at - lastBreak };
}

function lexicalError(statement: string, at: number): QueryFault {
  const { line, column } = positionOf(statement, at);
  const char = statement[at] ?? "";
  return new QueryFault(
    "4000",
    `QueryParserError: Lexical error at line ${line}, column ${column}.  Encountered: ${JSON.stringify(char)} (${char.charCodeAt(0)}), after : ""`,
  );
}
