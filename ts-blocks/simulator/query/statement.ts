export type Operator = "=" | "!=" | "<" | ">" | "<=" | ">=" | "LIKE" | "IN";

export type Literal =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "current-date" };

export interface Condition {
  readonly property: string;
  readonly operator: Operator;
  readonly literals: readonly Literal[];
}

export interface OrderTerm {
  readonly property: string;
  readonly descending: boolean;
}

/** A statement as written; nothing is checked against an entity yet. */
export interface Statement {
  readonly select: "rows" | "count" | readonly string[];
  /** Members named beside `*`. */
  readonly extras: readonly string[];
  readonly entity: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly OrderTerm[];
  readonly startPosition: number | undefined;
  readonly maxResults: number | undefined;
}
