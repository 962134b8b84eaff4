/** A statement that the query service refuses; the text is part of the contract (docs/en/quickbooks.md, "Errors"). */
export class QueryFault extends Error {
  constructor(
    readonly code: "4000" | "4001",
    readonly detail: string,
  ) {
    super(detail);
  }

  get title(): string {
    return this.code === "4000" ? "Error parsing query" : "Invalid query";
  }
}

export function invalid(detail: string): QueryFault {
  return new QueryFault("4001", `QueryValidationError: ${detail}`);
}
