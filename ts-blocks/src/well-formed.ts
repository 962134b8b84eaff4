/**
 * Half a surrogate pair is not valid text: no store keeps it, no address can hold it, and a form sends U+FFFD in its place, as
 * here.
 */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}
