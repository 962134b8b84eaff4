import { z } from "zod";
import { CALL_KINDS, type CallKind } from "../meter";
import { FAULT_NAMES } from "./shapes";

const mutation = z.strictObject({
  op: z.enum(["create", "edit", "delete", "restore", "void", "deactivate", "reactivate", "touch", "rename", "merge"]),
  entity: z.string(),
  id: z.string().optional(),
  /** Which record, if no id is given: one of the rows just served, or one that the page did not reach. */
  pick: z.enum(["served-first", "served-last", "oldest", "newest", "random"]).optional(),
  at: z.string().optional(),
  /** Relative to now, if no instant is given: more than 0 dates the record in the future, less than 0 dates it back. */
  inSeconds: z.number().optional(),
});

export type MutationRequest = z.infer<typeof mutation>;
export const mutationSchema = mutation;

/** Something that happens at the moment a rule fires. */
const effect = z.union([
  z.strictObject({ mutate: mutation }),
  z.strictObject({ putRecord: z.strictObject({ entity: z.string(), raw: z.string() }) }),
  z.strictObject({ expireAccessTokens: z.literal(true) }),
  z.strictObject({ revokeGrant: z.literal(true) }),
  z.strictObject({ advanceSeconds: z.number() }),
  /** From now on every entity of the kind answers empty, without a fault; null ends it. */
  z.strictObject({ silence: z.enum(["list", "transaction", "support"]).nullable() }),
]);

export type Effect = z.infer<typeof effect>;

export const ruleSchema = z.strictObject({
  match: z
    .strictObject({
      kind: z.enum(CALL_KINDS).optional(),
      entity: z.string().optional(),
      /** The nth matching call, counted from 1 since the rule was set. */
      nth: z.number().int().positive().optional(),
      /** Every nth matching call. */
      every: z.number().int().positive().optional(),
      /** Only after this number of matching calls. */
      afterCalls: z.number().int().nonnegative().optional(),
      /** The nth page (a query that asks for rows) of the entity; counts like nth. */
      page: z.number().int().positive().optional(),
      /** Any answer that would hold this record. This makes a poisoned record. */
      containsId: z.string().optional(),
      /** Any statement that holds this text, in any case. */
      statement: z.string().optional(),
    })
    .default({}),
  /** How often the rule fires; no limit when absent. */
  times: z.number().int().positive().optional(),
  fault: z.enum(FAULT_NAMES).optional(),
  retryAfterSeconds: z.number().nonnegative().optional(),
  delayMs: z.number().nonnegative().optional(),
  /** An answer that replaces the normal one. */
  answer: z
    .strictObject({
      status: z.number().int().min(200).max(599).default(200),
      contentType: z.string().default("application/json"),
      body: z.string().default(""),
      headers: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
  /** This number of rows more than requested, or fewer if negative. */
  extraRows: z.number().int().optional(),
  /** Rows that are missing at the end of every page, also of a short one. The count includes them. */
  dropRows: z.number().int().positive().optional(),
  /** Every page is the first page. */
  ignoreStartPosition: z.literal(true).optional(),
  /** The number that a count answers. */
  totalCount: z.number().int().nonnegative().optional(),
  after: z.array(effect).optional(),
});

export type Rule = z.input<typeof ruleSchema>;
export type CheckedRule = z.output<typeof ruleSchema>;

export interface Call {
  readonly kind: CallKind;
  readonly entity: string | undefined;
  readonly statement: string | undefined;
}

/** How the rules that fired change an otherwise normal answer. */
export interface Bend {
  readonly extraRows: number;
  readonly dropRows: number;
  readonly ignoresStartPosition: boolean;
  readonly totalCount: number | undefined;
}

export function bendOf(fired: readonly CheckedRule[]): Bend {
  const sum = (value: (rule: CheckedRule) => number | undefined): number =>
    fired.reduce((total, rule) => total + (value(rule) ?? 0), 0);
  return {
    extraRows: sum((rule) => rule.extraRows),
    dropRows: sum((rule) => rule.dropRows),
    ignoresStartPosition: fired.some((rule) => rule.ignoreStartPosition === true),
    totalCount: fired.find((rule) => rule.totalCount !== undefined)?.totalCount,
  };
}

interface Armed {
  readonly rule: CheckedRule;
  seen: number;
  fired: number;
}

/** The rules in force, and the number of calls that each rule has matched. */
export class RuleBook {
  #armed: Armed[] = [];

  set(rules: readonly Rule[]): void {
    this.#armed = rules.map((rule) => ({ rule: ruleSchema.parse(rule), seen: 0, fired: 0 }));
  }

  add(rules: readonly Rule[]): void {
    for (const rule of rules) this.#armed.push({ rule: ruleSchema.parse(rule), seen: 0, fired: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The rules that fire for this call. Use it once for each call, because it counts. */
  meet(call: Call): CheckedRule[] {
    return this.#armed
      .filter((armed) => armed.rule.match.containsId === undefined && this.#fires(armed, call))
      .map(({ rule }) => rule);
  }

  /** The same for rules about the records of the answer. */
  meetAnswer(call: Call, ids: ReadonlySet<string>): CheckedRule[] {
    return this.#armed
      .filter(({ rule }) => rule.match.containsId !== undefined && ids.has(rule.match.containsId))
      .filter((armed) => this.#fires(armed, call))
      .map(({ rule }) => rule);
  }

  #fires(armed: Armed, call: Call): boolean {
    const { match, times } = armed.rule;
    const kind = match.page === undefined ? match.kind : "query";
    if (kind !== undefined && kind !== call.kind) return false;
    if (match.entity !== undefined && match.entity.toLowerCase() !== call.entity?.toLowerCase()) return false;
    if (match.statement !== undefined && call.statement?.toLowerCase().includes(match.statement.toLowerCase()) !== true)
      return false;
    armed.seen++;
    const nth = match.nth ?? match.page;
    if (nth !== undefined && (times === undefined ? armed.seen !== nth : armed.seen < nth)) return false;
    if (match.every !== undefined && armed.seen % match.every !== 0) return false;
    if (match.afterCalls !== undefined && armed.seen <= match.afterCalls) return false;
    if (times !== undefined && armed.fired >= times) return false;
    armed.fired++;
    return true;
  }
}
