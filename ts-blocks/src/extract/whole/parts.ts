import { DateTime } from "luxon";
import { ENTITIES, type EntityName } from "../../entities/entity";
import { millisOf, SECOND_MS, type TimeRange } from "../../job/instants";
import { readPage } from "../../qbo/answer";
import type { QboClient } from "../../qbo/client";
import { Dialect } from "../../qbo/dialect";
import { selectAll } from "../../qbo/statement";

/** The condition of one sequence of pages; undefined if the sequence brings all rows of the entity. */
export type Condition = string | undefined;

/** Intuit's ceiling for MAXRESULTS. There are fewer currencies than that. */
const CURRENCIES_MAX = 1_000;
/** ISO 4217. A currency code becomes part of a statement, so no other text is accepted. */
const CURRENCY_CODE = /^[A-Z]{3}$/;

/**
 * The conditions under which all rows of an entity are read, one after the other. Most entities need no condition. For
 * exchange rates QuickBooks wants named currencies and one date (Intuit, ExchangeRate).
 */
export async function partsOf(
  qbo: QboClient,
  entity: EntityName,
  range: TimeRange,
  signal?: AbortSignal,
): Promise<Condition[]> {
  if (ENTITIES[entity].asked === undefined) return [undefined];
  const codes = await currencyCodes(qbo, signal);
  if (codes.length === 0) return [];
  const list = codes.map((code) => `'${code}'`).join(", ");
  return rateDates(range).map((date) => `SourceCurrencyCode IN (${list}) AND AsOfDate = '${date}'`);
}

/** The currencies that the company uses, apart from its own. */
async function currencyCodes(qbo: QboClient, signal: AbortSignal | undefined): Promise<string[]> {
  const entity = ENTITIES.company_currencies;
  const read = (body: string) => JSON.parse(readPage(body, entity).records) as readonly { Code?: unknown }[];
  const dialect = new Dialect(entity);
  const { value } = await dialect.ask(["active"], (parts) => {
    const statement = selectAll(dialect.facts(parts), { startPosition: 1, maxResults: CURRENCIES_MAX }, false);
    return qbo.query("page", statement, read, { signal });
  });
  return value.flatMap(({ Code }) => (typeof Code === "string" && CURRENCY_CODE.test(Code) ? [Code] : []));
}

/** The last day of each month in the range, and the last day of the range: `2026-01-31`. Balances are stated on these days. */
export function rateDates({ start, end }: TimeRange): string[] {
  const last = DateTime.fromMillis(millisOf(end) - SECOND_MS, { zone: "utc" }).startOf("day");
  const dates: string[] = [];
  for (
    let day = monthEnd(DateTime.fromISO(start, { zone: "utc" }));
    day < last;
    day = monthEnd(day.plus({ days: 1 }))
  ) {
    dates.push(day.toFormat("yyyy-MM-dd"));
  }
  return [...dates, last.toFormat("yyyy-MM-dd")];
}

function monthEnd(day: DateTime): DateTime {
  return day.endOf("month").startOf("day");
}
