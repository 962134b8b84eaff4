import { DateTime } from "luxon";
import { ENTITIES, type EntityName } from "../../entities/entity";
import { millisOf, SECOND_MS, type TimeRange } from "../../job/instants";
import { readPage } from "../../qbo/answer";
import type { QboClient } from "../../qbo/client";
import { Dialect } from "../../qbo/dialect";
import { parse } from "../../qbo/json-span";
import { selectAll } from "../../qbo/statement";
import type { Sharing } from "../sharing";
import { type Condition, countParts } from "./count-parts";

/** Intuit's ceiling for MAXRESULTS. There are fewer currencies than that. */
const CURRENCIES_MAX = 1_000;
/** ISO 4217. A currency code becomes part of a statement, so no other text is accepted. */
const CURRENCY_CODE = /^[A-Z]{3}$/;

/**
 * The conditions under which all rows of an entity are read, one after the other. Most entities need no condition. For
 * exchange rates QuickBooks wants named currencies and one date (Intuit, ExchangeRate). The currencies are asked for once a load.
 */
export class Parts {
  private codes: Promise<readonly string[]> | undefined;

  constructor(
    private readonly qbo: QboClient,
    private readonly entity: EntityName,
    private readonly sharing?: Sharing,
  ) {}

  /** Whether each part brings one row for each currency, so that the number of rows is known without a COUNT. */
  get areDates(): boolean {
    return ENTITIES[this.entity].asked !== undefined;
  }

  async of(range: TimeRange): Promise<readonly Condition[]> {
    if (!this.areDates) return [undefined];
    const codes = await this.currencies();
    if (codes.length === 0) return [];
    const list = codes.map((code) => `'${code}'`).join(", ");
    return rateDates(range).map((date) => `SourceCurrencyCode IN (${list}) AND AsOfDate = '${date}'`);
  }

  /** The number of rows to expect, where the parts are dates. */
  async rows(range: TimeRange): Promise<number> {
    return (await this.currencies()).length * rateDates(range).length;
  }

  private currencies(): Promise<readonly string[]> {
    this.codes ??= currencyCodes(this.qbo, this.sharing);
    return this.codes;
  }
}

/** The currencies that the company uses, apart from its own. */
async function currencyCodes(qbo: QboClient, sharing: Sharing | undefined): Promise<readonly string[]> {
  const entity = ENTITIES.company_currencies;
  const read = (body: Buffer) => parse(readPage(body, entity).records) as readonly { Code?: unknown }[];
  const dialect = new Dialect(entity);
  // The count shares a request with the counts of other entities. A company with one currency needs no request of its own.
  if ((await countParts(qbo, dialect, [undefined], sharing))?.count === 0) return [];
  const { value } = await dialect.ask(["active"], (parts) => {
    const statement = selectAll(dialect.facts(parts), { startPosition: 1, maxResults: CURRENCIES_MAX }, false);
    return qbo.query("page", statement, read);
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
