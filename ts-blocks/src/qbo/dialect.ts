import type { EntityFacts } from "../entities/facts";
import { BackfillError } from "../errors";
import { BOTH_ACTIVE } from "./statement";

/**
 * Parts of a statement that QuickBooks may refuse and that are not essential. `keys` names some columns instead of all,
 * `fields` and `include` ask for what `*` leaves out, `active` brings inactive records of entities that may not know the
 * condition, `order` sorts records of one second by Id.
 */
export const PARTS = ["keys", "fields", "include", "active", "order"] as const;
export type Part = (typeof PARTS)[number];
export type Parts = ReadonlySet<Part>;

/** Faults of a statement that the query service does not accept (docs/en/quickbooks.md, "Errors"). */
const STATEMENT_FAULTS = new Set(["4000", "4001"]);

export function faultOf(error: unknown): string {
  return error instanceof BackfillError ? String(error.ids.fault ?? "") : "";
}

/** Whether QuickBooks accepted a part that was asked for. */
export interface PartOutcome {
  readonly part: Part;
  /** The name of the part for a person: `Sku`, `include=enhancedAllCustomFields`. */
  readonly name: string;
  /** Intuit's code; null if QuickBooks accepted the part. */
  readonly refusedBy: string | null;
}

/**
 * How one entity is asked in one load. The first question shows what QuickBooks accepts. If it is refused, it is asked again
 * without one part after the other. The part whose removal helps is left out for the rest of the load.
 */
export class Dialect {
  private readonly refused = new Map<Part, string>();
  private readonly taken = new Set<Part>();

  constructor(
    private readonly entity: EntityFacts,
    private readonly onRefused: (outcome: PartOutcome) => void = () => undefined,
  ) {}

  /** Whether a part has not been refused so far. */
  has(part: Part): boolean {
    return !this.refused.has(part);
  }

  /** The entity's facts for a statement with these parts. */
  facts(parts: Parts): EntityFacts {
    const { active } = this.entity;
    return { ...this.entity, active: active === "unsure" ? parts.has("active") : active };
  }

  /** The columns that a statement selects with these parts; `keys` are the columns of a listing. */
  columns(parts: Parts, keys: string): string {
    if (parts.has("keys")) return keys;
    return ["*", ...(parts.has("fields") ? (this.entity.fields ?? []) : [])].join(", ");
  }

  /** The `include` parameter of a request with these parts. */
  include(parts: Parts): string | undefined {
    return parts.has("include") && !parts.has("keys") ? this.entity.include : undefined;
  }

  /** Those of some parts that the entity has and that were not refused. */
  partsOf(wanted: readonly Part[]): Parts {
    const { fields, include, active } = this.entity;
    const known = { keys: true, fields: fields !== undefined, include: include !== undefined, order: true };
    return new Set(wanted.filter((part) => this.has(part) && (part === "active" ? active === "unsure" : known[part])));
  }

  /**
   * Asks with all parts that are not refused. If QuickBooks does not accept the statement, asks without the parts that may be
   * the reason.
   *
   * @throws the failure of the first question, if the question also fails without them.
   */
  async ask<T>(wanted: readonly Part[], ask: (parts: Parts) => Promise<T>): Promise<T> {
    for (;;) {
      const parts = this.partsOf(wanted);
      try {
        const value = await ask(parts);
        for (const part of parts) this.taken.add(part);
        return value;
      } catch (error) {
        const fault = faultOf(error);
        if (!STATEMENT_FAULTS.has(fault)) throw error;
        // Several workers may meet the refusal at once. Each of them asks its own question again.
        if (this.partsOf(wanted).size < parts.size) continue;
        const answer = await this.without(parts, fault, ask);
        if (answer === undefined) throw error;
        return answer.value;
      }
    }
  }

  /** The outcome of each part that was asked for. Parts that only sort or shorten are named only when they were refused. */
  outcomes(): PartOutcome[] {
    const asked = PARTS.filter((part) => this.refused.has(part) || (this.taken.has(part) && ADDS.has(part)));
    return asked.map((part) => this.outcome(part));
  }

  private async without<T>(
    parts: Parts,
    fault: string,
    ask: (parts: Parts) => Promise<T>,
  ): Promise<{ readonly value: T } | undefined> {
    const doubtful = LEFT_OUT_FIRST.filter((part) => parts.has(part) && !this.taken.has(part));
    const trials = [...doubtful.map((part) => [part]), ...(doubtful.length > 1 ? [doubtful] : [])];
    for (const leftOut of trials) {
      try {
        const value = await ask(new Set([...parts].filter((part) => !leftOut.includes(part))));
        for (const part of leftOut) this.refuse(part, fault);
        return { value };
      } catch (error) {
        if (!STATEMENT_FAULTS.has(faultOf(error))) throw error;
      }
    }
    return undefined;
  }

  private refuse(part: Part, fault: string): void {
    if (this.refused.has(part)) return;
    this.refused.set(part, fault);
    this.onRefused(this.outcome(part));
  }

  private outcome(part: Part): PartOutcome {
    return { part, name: nameOf(part, this.entity), refusedBy: this.refused.get(part) ?? null };
  }
}

/** Parts without which no content is lost come first. */
const LEFT_OUT_FIRST: readonly Part[] = ["order", "keys", "fields", "include", "active"];

/** Parts that bring more records, or more fields of each record. */
const ADDS: Parts = new Set(["fields", "include", "active"]);

function nameOf(part: Part, { fields = [], include }: EntityFacts): string {
  const names: Readonly<Record<Part, string>> = {
    keys: "SELECT Id, …",
    fields: fields.join(", "),
    include: `include=${include}`,
    active: BOTH_ACTIVE,
    order: "ORDERBY … Id",
  };
  return names[part];
}
