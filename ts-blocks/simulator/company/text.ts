import { pacificStamp } from "../stamps";

/** The small pieces that record texts are made of. */

const HUNDREDTHS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

/**
 * Money has two decimals, except zero: `100.00`, `0`. Only whole numbers are used, because a million records are
 * written this way.
 */
export function money(cents: number): string {
  return cents === 0 ? "0" : `${Math.floor(cents / 100)}.${HUNDREDTHS[cents % 100]}`;
}

/** Prices and quantities drop trailing zeros: `22.5`. */
export function plain(hundredths: number): string {
  const rest = hundredths % 100;
  if (rest === 0) return String(hundredths / 100);
  const decimals = HUNDREDTHS[rest] ?? "";
  return `${Math.floor(hundredths / 100)}.${decimals.endsWith("0") ? decimals.slice(0, 1) : decimals}`;
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function ref(value: string, name?: string): string {
  return name === undefined ? `{"value":"${value}"}` : `{"value":"${value}","name":${quoted(name)}}`;
}

export const USD = '"CurrencyRef":{"value":"USD","name":"United States Dollar"}';

/**
 * Members in order. Undefined members are left out. The parts are joined, not added with `+`: V8 keeps an added text as
 * a tree of its pieces, and encoding a page of such trees takes twice as long.
 */
export function record(...parts: readonly (string | undefined)[]): string {
  return `{${members(...parts)}}`;
}

/** The same as `record`, without the braces. */
export function members(...parts: readonly (string | undefined)[]): string {
  const present: string[] = [];
  for (const part of parts) if (part !== undefined) present.push(part);
  return present.join(",");
}

/** domain, sparse, Id, SyncToken and MetaData, which stand together in the records of lists. */
export function identity(id: string, createdAt: number, updatedAt: number, syncToken = 0): string {
  const stamps = `"MetaData":{"CreateTime":"${pacificStamp(createdAt)}","LastUpdatedTime":"${pacificStamp(updatedAt)}"}`;
  return `"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"${syncToken}",${stamps}`;
}

/** Answers of the service show its own XML binding in this form. */
export function nameValue(name: string, value: string): string {
  return `{"name":"{http://schema.intuit.com/finance/v3}NameValue","declaredType":"com.intuit.schema.finance.v3.NameValue","scope":"javax.xml.bind.JAXBElement$GlobalScope","value":{"Name":"${name}","Value":"${value}"},"nil":false,"globalScope":true,"typeSubstituted":false}`;
}

/** The same text in one piece of memory, for texts that are kept or become part of many other texts. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
