import { hashText } from "../random";
import { pacificDay, pacificStamp } from "../stamps";
import { type Row, rowFromText, valueAt } from "../store/row";
import { listSource, Shelf } from "../store/shelf";
import type { Store } from "../store/store";
import { secondOfDay } from "./plan";
import { record } from "./text";

const HOME = "USD";
const NOON_SECONDS = 72_000;

/** What one unit of a currency costs on a day, with the scale of the service. */
export function rateOf(code: string, day: string): string {
  return code === HOME ? "1" : (0.5 + (hashText(`${code} ${day}`) % 1_000_000) / 1_000_000).toFixed(6);
}

/** A rate of each currency of the company for each day up to today. A rate that a test puts replaces the computed one. */
export function exchangeRates(store: Store, days: readonly string[], nowSecond: number): Shelf {
  const currencies = store.shelf("CompanyCurrency");
  const byHand = store.shelf("ExchangeRate");
  const today = pacificDay(nowSecond);
  const rows = new Map<string, Row>();
  for (const day of days.filter((asked) => asked <= today)) {
    for (let position = 0; position < currencies.size; position++) {
      const code = String(valueAt(currencies.rowAt(position), "Code"));
      const row = rowFromText(rateText(code, day));
      rows.set(row.id, row);
    }
  }
  for (let position = 0; position < byHand.size; position++) {
    const row = byHand.rowAt(position);
    if (days.includes(String(valueAt(row, "AsOfDate")))) rows.set(row.id, row);
  }
  return new Shelf(listSource([...rows.values()]));
}

/** As documented for queries: no Id, and MetaData with the time of the last change only. */
function rateText(code: string, day: string): string {
  return record(
    `"SyncToken":"0","domain":"QBO","AsOfDate":"${day}","SourceCurrencyCode":"${code}","Rate":${rateOf(code, day)}`,
    `"sparse":false,"TargetCurrencyCode":"${HOME}","MetaData":{"LastUpdatedTime":"${pacificStamp(secondOfDay(day) + NOON_SECONDS)}"}`,
  );
}
