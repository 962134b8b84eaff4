import type { EntityName } from "../job/entity";
import type { Window } from "../job/instants";
import { readCount } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import { QBO_ENTITIES } from "../qbo/entities";
import { selectCount } from "../qbo/statement";
import type { Warehouse } from "../warehouse/connection";
import { bookVerdicts, countHeld, runWindows, type WindowVerdict } from "../warehouse/held";

export interface ProofContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly entity: EntityName;
  readonly runId: number;
}

export interface DayProof extends Window {
  /** Null where the count of a wider range already agreed. */
  readonly sourceCount: number | null;
  readonly verdict: WindowVerdict;
}

export interface Proof {
  /** COUNT(*) of the range, at the source. */
  readonly source: number;
  /** Distinct ids that this run holds for it. */
  readonly distinct: number;
  readonly days: readonly DayProof[];
}

/**
 * Counts the range at the source and here. Where the two agree every day in it is complete, for the price of one call;
 * where they do not, the range is halved until the days that differ stand alone.
 */
export async function prove(context: ProofContext): Promise<Proof> {
  const days = await runWindows(context.warehouse.db, context.runId);
  const range = spanOf(days);
  const [source, distinct] = [await sourceCount(context, range), await held(context, range)];
  const proofs = await proveDays(context, days, { source, distinct });
  await bookVerdicts(context.warehouse.db, context.runId, proofs);
  return { source, distinct, days: proofs };
}

async function proveDays(
  context: ProofContext,
  days: readonly Window[],
  counts: { source: number; distinct: number },
): Promise<DayProof[]> {
  const [first] = days;
  if (first === undefined) return [];
  if (counts.source === counts.distinct) {
    // A single day that was asked about knows its own count; days of a wider range know only that the sum agrees.
    const sourceCount = days.length === 1 ? counts.source : null;
    return days.map((day) => ({ ...day, sourceCount, verdict: "complete" }));
  }
  if (days.length === 1) {
    // Fewer at the source: what we hold was edited since, and its newer version lies in a later window.
    return [{ ...first, sourceCount: counts.source, verdict: counts.source < counts.distinct ? "moved" : "short" }];
  }
  const middle = Math.ceil(days.length / 2);
  const halves = [days.slice(0, middle), days.slice(middle)];
  const proofs: DayProof[] = [];
  for (const half of halves) {
    const range = spanOf(half);
    proofs.push(
      ...(await proveDays(context, half, {
        source: await sourceCount(context, range),
        distinct: await held(context, range),
      })),
    );
  }
  return proofs;
}

async function sourceCount(context: ProofContext, range: Window): Promise<number> {
  const answer = await context.qbo.query("count", selectCount(QBO_ENTITIES[context.entity], range), readCount);
  return answer.value.count;
}

function held(context: ProofContext, range: Window): Promise<number> {
  return countHeld(context.warehouse.db, context.entity, context.runId, range);
}

function spanOf(days: readonly Window[]): Window {
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) throw new RangeError("a run has at least one window");
  return { start: first.start, end: last.end };
}
