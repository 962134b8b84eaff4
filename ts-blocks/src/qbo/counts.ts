import { AuthError, BackfillError, ContractError, TransientError } from "../errors";
import { type CountAnswer, countIn, readCount } from "./answer";
import { BATCH_ITEMS_MAX, type BatchItem } from "./batch";
import type { Asking } from "./call";
import { callError } from "./call-errors";
import type { QboClient } from "./client";
import type { Fault } from "./faults";
import { meaningOf } from "./meaning";

/** The result of one question for a count. A refusal concerns that one question; the others are still counted. */
export type CountOutcome =
  | ({ readonly kind: "counted" } & CountAnswer)
  /** `error.ids.fault` is Intuit's code, if it gave one. */
  | { readonly kind: "refused"; readonly error: BackfillError };

/** Faults that a question would get alone as well. Any other fault may be caused by the batch. */
const OF_THE_QUESTION = new Set(["4000", "4001", "5020", "5030"]);

/**
 * Asks many `SELECT COUNT(*)` with few requests: thirty in a batch. A question that a batch does not answer is asked alone.
 * If the source refuses batches, no further batch is sent.
 */
export class Counts {
  private refused = false;

  constructor(private readonly qbo: QboClient) {}

  /** Results in the order of the statements. @throws BackfillError if QuickBooks as a whole does not answer. */
  async of(statements: readonly string[], asking: Pick<Asking, "signal"> = {}): Promise<CountOutcome[]> {
    const outcomes: CountOutcome[] = [];
    for (let first = 0; first < statements.length; first += BATCH_ITEMS_MAX) {
      const some = statements.slice(first, first + BATCH_ITEMS_MAX);
      const answered = await this.batched(some, asking);
      for (const [index, statement] of some.entries()) {
        outcomes.push(answered[index] ?? (await this.alone(statement, asking)));
      }
    }
    return outcomes;
  }

  /** Undefined for a question that must be asked alone. */
  private async batched(
    statements: readonly string[],
    asking: Pick<Asking, "signal">,
  ): Promise<(CountOutcome | undefined)[]> {
    if (this.refused || statements.length < 2) return [];
    try {
      const { value, tid } = await this.qbo.batch(statements, asking);
      return value.items.map((item) => outcomeOf(item, value.sourceTime, tid));
    } catch (error) {
      if (isRefusal(error) || isTokenRefusal(error)) this.refused = true;
      else if (!(error instanceof TransientError)) throw error;
      return [];
    }
  }

  private async alone(statement: string, asking: Pick<Asking, "signal">): Promise<CountOutcome> {
    try {
      return { kind: "counted", ...(await this.qbo.query("count", statement, readCount, asking)).value };
    } catch (error) {
      if (isRefusal(error)) return { kind: "refused", error };
      throw error;
    }
  }
}

function outcomeOf(
  item: BatchItem,
  sourceTime: CountAnswer["sourceTime"],
  tid: string | undefined,
): CountOutcome | undefined {
  if (item.kind === "absent") return undefined;
  if (item.kind === "fault") return refusalOf(item.fault, tid);
  try {
    return { kind: "counted", count: countIn({ QueryResponse: item.queryResponse }).count, sourceTime };
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

function refusalOf(fault: Fault, tid: string | undefined): CountOutcome | undefined {
  if (!OF_THE_QUESTION.has(fault.code)) return undefined;
  const { code, message: Message, detail: Detail, type } = fault;
  const body = Buffer.from(JSON.stringify({ Fault: { Error: [{ Message, Detail, code }], type } }));
  const meaning = meaningOf({ kind: "received", status: 400, body });
  const error = meaning.kind === "good" ? undefined : callError(meaning, tid, 0);
  return error instanceof BackfillError ? { kind: "refused", error } : undefined;
}

/** Failures of a batch that a single question may not have. So the questions are asked alone before the run fails. */
function isTokenRefusal(error: unknown): boolean {
  return error instanceof AuthError && error.code === "QBO_TOKEN_NOT_ACCEPTED";
}

/** A complete answer that refuses this one question, as far as is known. */
function isRefusal(error: unknown): error is ContractError | AuthError {
  if (error instanceof ContractError) return true;
  return error instanceof AuthError && error.code === "QBO_FORBIDDEN";
}
