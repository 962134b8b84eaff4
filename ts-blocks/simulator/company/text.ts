import { pacificStamp } from "../stamps";

/** The small pieces that record texts are made of. */

const HUNDREDTHS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

/** Money has two decimals, unless it is nothing: `100.00`, `0`. Whole numbers only: a million records are written so. */
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
 * Members in order; those given as undefined are left out. Joined, not added up: an added-up text is held as a tree of
 * its pieces, and to encode a page of such trees takes twice as long.
 */
export function record(...parts: readonly (string | undefined)[]): string {
  return `{${members(...parts)}}`;
}

/** The same without its braces. */
export function members(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(",");
}

/** domain, sparse, Id, SyncToken and MetaData, which stand together in the records of lists. */
export function identity(id: string, createdAt: number, updatedAt: number, syncToken = 0): string {
  const stamps = `"MetaData":{"CreateTime":"${pacificStamp(createdAt)}","LastUpdatedTime":"${pacificStamp(updatedAt)}"}`;
  return `"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"${syncToken}",${stamps}`;
}

/** The leak of the service's own XML binding that its answers carry. */
export function nameValue(name: string, value: string): string {
  return `{"name":"{http://schema.intuit.com/finance/v3}NameValue","declaredType":"com.intuit.schema.finance.v3.NameValue","scope":"javax.xml.bind.JAXBElement$GlobalScope","value":{"Name":"${name}","Value":"${value}"},"nil":false,"globalScope":true,"typeSubstituted":false}`;
}

/** The same text as one piece of memory: for what goes into many others, or is kept. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
