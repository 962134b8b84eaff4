import { QueryFault } from "./fault";
import { type Token, tokenize } from "./lexer";
import type { Condition, Literal, Operator, OrderTerm, Statement } from "./statement";

const KEYWORDS = new Set([
  "select",
  "from",
  "where",
  "and",
  "or",
  "not",
  "in",
  "like",
  "order",
  "by",
  "orderby",
  "asc",
  "desc",
  "startposition",
  "maxresults",
  "count",
  "true",
  "false",
  "group",
  "join",
]);
const COMPARISONS = new Set(["=", "!=", "<", ">", "<=", ">="]);

/** Reads a statement (docs/en/quickbooks.md, "The query language"). Any other text is a 4000. */
export function parse(text: string): Statement {
  return new Parser(tokenize(text)).statement();
}

class Parser {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  statement(): Statement {
    this.#expect("select");
    const { select, extras } = this.#selection();
    this.#expect("from");
    const entity = this.#name();
    const where: Condition[] = [];
    if (this.#accept("where")) {
      do where.push(this.#condition());
      while (this.#accept("and"));
    }
    const orderBy = this.#order();
    let startPosition: number | undefined;
    let maxResults: number | undefined;
    // Documented as STARTPOSITION then MAXRESULTS; recordings hold both orders.
    for (;;) {
      if (startPosition === undefined && this.#accept("startposition")) startPosition = this.#number();
      else if (maxResults === undefined && this.#accept("maxresults")) maxResults = this.#number();
      else break;
    }
    if (this.#peek().kind !== "end") throw this.#unexpected();
    return { select, extras, entity, where, orderBy, startPosition, maxResults };
  }

  #selection(): Pick<Statement, "select" | "extras"> {
    if (this.#accept("*")) {
      // python-quickbooks asks for `*, Sku`: a member that the service leaves out of `*` unless it is named.
      const extras: string[] = [];
      while (this.#accept(",")) extras.push(this.#name());
      return { select: "rows", extras };
    }
    if (this.#accept("count")) {
      for (const symbol of ["(", "*", ")"]) this.#expect(symbol);
      return { select: "count", extras: [] };
    }
    const names: string[] = [];
    do {
      const name = this.#name();
      names.push(this.#accept("*") ? `${name}*` : name);
    } while (this.#accept(","));
    return { select: names, extras: [] };
  }

  #condition(): Condition {
    const property = this.#name();
    if (this.#accept("in")) {
      this.#expect("(");
      const literals = [this.#literal()];
      while (this.#accept(",")) literals.push(this.#literal());
      this.#expect(")");
      return { property, operator: "IN", literals };
    }
    return { property, operator: this.#operator(), literals: [this.#literal()] };
  }

  #operator(): Operator {
    if (this.#accept("like")) return "LIKE";
    const token = this.#peek();
    if (token.kind !== "symbol" || !COMPARISONS.has(token.text)) throw this.#unexpected();
    this.#at++;
    return token.text as Operator;
  }

  #literal(): Literal {
    const token = this.#peek();
    const word = token.text.toLowerCase();
    this.#at++;
    if (token.kind === "string") return { kind: "text", text: token.text };
    if (token.kind === "word" && (word === "true" || word === "false"))
      return { kind: "boolean", value: word === "true" };
    if (token.kind === "word" && word === "current_date") return { kind: "current-date" };
    this.#at--;
    throw this.#unexpected(); // a bare number is refused too: it needs quotes
  }

  #order(): OrderTerm[] {
    if (this.#accept("order")) this.#expect("by");
    else if (!this.#accept("orderby")) return [];
    const terms: OrderTerm[] = [];
    do {
      const property = this.#name();
      const descending = this.#accept("desc");
      if (!descending) this.#accept("asc");
      terms.push({ property, descending });
    } while (this.#accept(","));
    return terms;
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== "word" || KEYWORDS.has(token.text.toLowerCase())) throw this.#unexpected();
    this.#at++;
    return token.text;
  }

  #number(): number {
    const token = this.#peek();
    if (token.kind !== "number") throw this.#unexpected();
    this.#at++;
    return Number(token.text);
  }

  #peek(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new RangeError("read past the end of the statement");
    return token;
  }

  #accept(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== "word" && token.kind !== "symbol") return false;
    if (token.text.toLowerCase() !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#unexpected();
  }

  /** The wording of the service's generated parser: the kind of token (or the keyword itself), then its text. */
  #unexpected(): QueryFault {
    const { kind, image, text, line, column } = this.#peek();
    const names = { word: "<IDENTIFIER>", string: "<STRING_LITERAL>", number: "<INTEGER>", symbol: "", end: "" };
    const keyword = kind === "symbol" || (kind === "word" && KEYWORDS.has(text.toLowerCase()));
    const what = kind === "end" ? '"<EOF>"' : `" ${keyword ? JSON.stringify(image) : names[kind]} "${image} ""`;
    return new QueryFault("4000", `QueryParserError: Encountered ${what} at line ${line}, column ${column}.`);
  }
}
