import { edited, memberOf } from "../json-text";
import { pacificDay } from "../stamps";
import { rowFromText } from "../store/row";
import { lazySource, listSource, type RowSource } from "../store/shelf";
import { type Books, transactionHead, transactionIds } from "./books";
import { DAY_SECONDS, secondOfDay } from "./plan";

const TYPES = ["Bill", "Invoice", "JournalEntry", "Purchase", "Transfer", "SalesReceipt"] as const;
const INTERVALS = ["Monthly", "Weekly", "Yearly"] as const;

/**
 * Templates of recurring transactions. Each looks like a transaction of its type that was never posted, and is wrapped
 * under the name of that type.
 */
export function templateSource(books: Books, sources: Readonly<Record<string, RowSource>>): RowSource {
  const size = books.counts.templates;
  const ids = transactionIds("RecurringTransaction", size);
  return lazySource(size, () => {
    const types = TYPES.filter((type) => books.has(type) && (sources[type]?.size ?? 0) > 0);
    return listSource(
      Array.from({ length: size }, (_, place) => {
        const type = types[place % types.length] ?? "Invoice";
        const model = sources[type];
        if (model === undefined) throw new RangeError(`no ${type} to make a template of`);
        const createdAt = Math.min(
          secondOfDay(books.plan.from) + 90_000 + place * 11 * DAY_SECONDS,
          books.book.end - 1 - place,
        );
        const head = `{${transactionHead(books, ids.idOf(place), { createdAt, updatedAt: createdAt })}}`;
        const template = edited(model.rowAt(place % model.size).raw, {
          Id: memberOf(head, "Id"),
          SyncToken: '"0"',
          MetaData: memberOf(head, "MetaData"),
          DocNumber: undefined,
          LinkedTxn: undefined,
          RecurDataRef: `{"value":"${place + 1}"}`,
          RecurringInfo: recurringInfo(type, place, createdAt),
        });
        return rowFromText(`{"${type}":${template}}`);
      }),
    );
  });
}

function recurringInfo(type: string, place: number, since: number): string {
  const interval = INTERVALS[place % INTERVALS.length];
  const recurType = ["Automated", "Reminded", "UnScheduled"][place % 3];
  const previous = pacificDay(since);
  const next = pacificDay(since + 30 * DAY_SECONDS);
  return `{"Name":"${type} template ${place + 1}","RecurType":"${recurType}","Active":true,"ScheduleInfo":{"IntervalType":"${interval}","NumInterval":1,"DayOfMonth":1,"NextDate":"${next}","PreviousDate":"${previous}"}}`;
}
