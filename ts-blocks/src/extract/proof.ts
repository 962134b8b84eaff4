import { TransientError } from "../errors";
import type { EntityName } from "../job/entity";
import { millisOf, type UtcInstant, utcInstant, type Window } from "../job/instants";
import { readCount, readPage } from "../qbo/answer";
import type { QboClient } from "../qbo/client";
import { QBO_ENTITIES } from "../qbo/entities";
import { selectCount, selectPage } from "../qbo/statement";
import type { Warehouse } from "../warehouse/connection";
import { bookVerdicts, countHeld, runWindows, type WindowVerdict } from "../warehouse/held";
import { nextPosition, type Position } from "./seek";

export interface ProofContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly entity: EntityName;
  readonly runId: number;
  readonly planned: { readonly count: number; readonly at: UtcInstant };
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
  readonly days: readonly DayProof[];
}

/**
 * Counts the range at the source and here.
 *
 * A record that was edited while the run read has left the range at the source and is still held here. Equal sums could
 * hide a missing record behind it, so the ids edited since are asked for and taken out of our side. What is left must
 * agree: then every day is complete for the price of two calls. Where it differs, the range is halved until the days that
 * differ stand alone.
 */
export async function prove(context: ProofContext): Promise<Proof> {
  const days = await runWindows(context.warehouse.db, context.runId);
  const range = spanOf(days);
  const source = await countAtSource(context, range);
  const all = await countHeld(context.warehouse.db, context.entity, context.runId, range, []);
  const moved = await editedSince(context, range);
  const proofs = await proveDays({ ...context, moved }, days, source);
  await bookVerdicts(context.warehouse.db, context.runId, proofs);
  return { source, distinct: all.held, days: proofs };
}

interface DaysContext extends ProofContext {
  /** Ids that were edited while the run read: their newer versions lie after the range, or in a later day of it. */
  readonly moved: readonly string[];
}

async function proveDays(context: DaysContext, days: readonly Window[], source: number): Promise<DayProof[]> {
  const [first] = days;
  if (first === undefined) return [];
  const { held, movedDays } = await countHeld(
    context.warehouse.db,
    context.entity,
    context.runId,
    spanOf(days),
    context.moved,
  );
  if (source === held) {
    // A single day that was asked about knows its own count; days of a wider range know only that the sum agrees.
    const sourceCount = days.length === 1 ? source : null;
    const movedStarts = new Set(movedDays);
    return days.map((day) => ({ ...day, sourceCount, verdict: movedStarts.has(day.start) ? "moved" : "complete" }));
  }
  if (days.length === 1) {
    // Fewer at the source, and not by an edit that we know of: deleted since, or edited a moment ago.
    return [{ ...first, sourceCount: source, verdict: source < held ? "moved" : "short" }];
  }
  const middle = Math.ceil(days.length / 2);
  const proofs: DayProof[] = [];
  for (const half of [days.slice(0, middle), days.slice(middle)]) {
    proofs.push(...(await proveDays(context, half, await countAtSource(context, spanOf(half)))));
  }
  return proofs;
}

async function countAtSource(context: ProofContext, range: Window): Promise<number> {
  const answer = await context.qbo.query("count", selectCount(QBO_ENTITIES[context.entity], range), readCount);
  return answer.value.count;
}

/** Intuit's largest page. */
const EDITED_PAGE_SIZE = 1_000;
const EDITED_PAGE = { asked: EDITED_PAGE_SIZE, unreadable: 0, trustShort: true };
/** A hundred thousand edits during one run: beyond that the proof would chase its source. */
const EDITED_PAGES_MAX = 100;
/** The source's own clock is not one clock: stamps run up to seconds ahead of the envelope's time. */
const CLOCK_MARGIN_MS = 300_000;

/**
 * Ids edited or created since the run was planned, and after its range. Read by seeking as the range itself is: what is
 * edited once more meanwhile moves to the end and is met there.
 */
async function editedSince(context: ProofContext, range: Window): Promise<string[]> {
  const entity = QBO_ENTITIES[context.entity];
  const since = utcInstant(millisOf(context.planned.at) - CLOCK_MARGIN_MS);
  let at: Position = { seek: since > range.end ? since : range.end, tieOffset: 0 };
  const ids = new Set<string>();
  for (let page = 1; page <= EDITED_PAGES_MAX; page++) {
    const start = { from: at.seek, startPosition: at.tieOffset + 1 };
    const statement = selectPage(entity, start, FAR_FUTURE, EDITED_PAGE_SIZE, false);
    const { value } = await context.qbo.query("page", statement, (body) => readPage(body, entity.queryName));
    for (const { id } of value.keys) if (id !== undefined) ids.add(id);
    at = nextPosition(at, FAR_FUTURE, value.keys, EDITED_PAGE);
    if (at.seek === FAR_FUTURE) return [...ids];
  }
  throw new TransientError(
    "PROOF_OVERRUN",
    `More than ${ids.size} records were edited in QuickBooks while the run read.`,
    {
      remedy: "Run again when fewer edits are under way; what was read is kept.",
    },
  );
}

/** Records can be stamped in the future (one recorded account lies a month ahead), so "since" has no upper bound. */
const FAR_FUTURE = utcInstant(Date.UTC(2999, 0, 1));

function spanOf(days: readonly Window[]): Window {
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) throw new RangeError("a run has at least one window");
  return { start: first.start, end: last.end };
}
