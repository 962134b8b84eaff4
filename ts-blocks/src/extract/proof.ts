import type { EntityName } from "../entities/entity";
import { type UtcInstant, utcInstant, type Window } from "../job/instants";
import type { QboClient } from "../qbo/client";
import type { Warehouse } from "../warehouse/database/connection";
import { bookVerdicts, countHeld, runWindows, seamsInDoubt, type WindowVerdict } from "../warehouse/ledger/held";
import { EditedRecords } from "./edited-records";
import { PageReader } from "./read-page";

export interface ProofContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly entity: EntityName;
  readonly runId: number;
  readonly pageSize: number;
  readonly planned: { readonly count: number; readonly at: UtcInstant };
  readonly now: () => number;
}

export interface DayProof extends Window {
  /** Null where the count of a wider range already agreed. */
  readonly sourceCount: number | null;
  readonly verdict: WindowVerdict;
}

export interface Proof {
  /** COUNT(*) of the range, at the source. */
  readonly source: number;
  /** Distinct records that this run holds for it. */
  readonly distinct: number;
  /** Of these, the ones that were edited since the run was planned. */
  readonly edited: number;
  readonly days: readonly DayProof[];
}

/** Days that are compared together, and what the source counted for them when they were last found short. */
interface Part {
  readonly days: readonly Window[];
  readonly shortBy?: { readonly source: number; readonly asked: number };
}

interface Compared extends Part {
  readonly source: number;
  /** Distinct records held for them. */
  readonly distinct: number;
  /** The same without those edited since. */
  readonly held: number;
  readonly movedDays: readonly UtcInstant[];
}

/** A short day whose count goes on changing is counted again this often. */
const SHORT_COUNTS_MAX = 4;

/**
 * Counts the range at the source and here.
 *
 * A record that was edited while the run read has left the range at the source and is still held here. Equal sums could
 * hide a missing record behind it, so the ids edited since are asked for and taken out of our side. What is left must
 * agree: then every day is complete for the price of two calls. Where it differs, the range is halved until the days that
 * differ stand alone. Days that may hold the same unreadable record stay together as long as they agree: each of them alone
 * would count it as its own.
 *
 * @param wary the source has been seen to count more than it sent: its short pages are not taken for the last ones.
 */
export async function prove(context: ProofContext, wary = false): Promise<Proof> {
  const days = await runWindows(context.warehouse.db, context.runId);
  const reader = new PageReader(context.qbo, context.entity, context.pageSize);
  const edited = new EditedRecords(reader, context.planned.at, spanOf(days).end, !wary);
  const inDoubt = await seamsInDoubt(context.warehouse.db, context.runId);
  const [whole] = (await compare(context, reader, edited, [{ days }])) as [Compared];
  const proofs: DayProof[] = [];
  for (let parts = [whole]; parts.length > 0; ) {
    const open: Part[] = [];
    for (const part of parts) {
      const verdict = judge(part, inDoubt);
      if (Array.isArray(verdict)) open.push(...verdict);
      else proofs.push(...proofsOf(part, verdict));
    }
    parts = await compare(context, reader, edited, open);
  }
  proofs.sort((a, b) => (a.start < b.start ? -1 : 1));
  await bookVerdicts(context.warehouse.db, context.runId, proofs);
  return { source: whole.source, distinct: whole.distinct, edited: whole.distinct - whole.held, days: proofs };
}

/** First every count, then what was edited, then what is held: no edit in between can pass for a record that was read. */
async function compare(
  { warehouse, entity, runId, now }: ProofContext,
  reader: PageReader,
  edited: EditedRecords,
  parts: readonly Part[],
): Promise<Compared[]> {
  if (parts.length === 0) return [];
  const sources: number[] = [];
  let sourceNow: UtcInstant | undefined;
  for (const { days } of parts) {
    const { count, sourceTime } = await reader.count(spanOf(days));
    sources.push(count);
    sourceNow ??= sourceTime;
  }
  await edited.catchUp(sourceNow ?? utcInstant(now()));
  const moved = [...edited.ids];
  const compared: Compared[] = [];
  for (const [index, part] of parts.entries()) {
    const held = await countHeld(warehouse.db, entity, runId, spanOf(part.days), moved);
    compared.push({ ...part, ...held, source: sources[index] as number });
  }
  return compared;
}

/** What the counts say of some days together, or what has to be compared to know. */
function judge({ days, source, held, shortBy }: Compared, inDoubt: ReadonlySet<UtcInstant>): WindowVerdict | Part[] {
  if (source === held) return "complete";
  if (days.length > 1) {
    const middle = middleOf(days, inDoubt);
    return [{ days: days.slice(0, middle) }, { days: days.slice(middle) }];
  }
  // Fewer at the source, and not by an edit that we know of: deleted since.
  if (source < held) return "moved";
  // A record edited right after the count is missed by us alone. When the next count is the same, none was.
  if (shortBy?.source === source || shortBy?.asked === SHORT_COUNTS_MAX) return "short";
  return [{ days, shortBy: { source, asked: (shortBy?.asked ?? 0) + 1 } }];
}

/** Where to part some days: at the seam nearest to their middle that is not in doubt; where all are, in the middle. */
function middleOf(days: readonly Window[], inDoubt: ReadonlySet<UtcInstant>): number {
  const middle = Math.ceil(days.length / 2);
  const sure = days.flatMap(({ start }, index) => (index === 0 || inDoubt.has(start) ? [] : [index]));
  return sure.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0] ?? middle;
}

function proofsOf({ days, source, movedDays }: Compared, verdict: WindowVerdict): DayProof[] {
  // A single day that was asked about knows its own count; days of a wider range know only that the sum agrees.
  const sourceCount = days.length === 1 ? source : null;
  const moved = new Set(movedDays);
  const ofDay = (day: Window) => (verdict === "complete" && moved.has(day.start) ? "moved" : verdict);
  return days.map((day) => ({ ...day, sourceCount, verdict: ofDay(day) }));
}

function spanOf(days: readonly Window[]): Window {
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) throw new RangeError("a run has at least one window");
  return { start: first.start, end: last.end };
}
