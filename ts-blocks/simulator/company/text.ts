/** The small pieces that record texts are made of. */

/** Money has two decimals, unless it is nothing: `100.00`, `0`. */
export function money(cents: number): string {
  return cents === 0 ? "0" : (cents / 100).toFixed(2);
}

/** Prices and quantities drop trailing zeros: `22.5`. */
export function plain(hundredths: number): string {
  return String(hundredths / 100);
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function ref(value: string, name?: string): string {
  return name === undefined ? `{"value":"${value}"}` : `{"value":"${value}","name":${quoted(name)}}`;
}

export const USD = '"CurrencyRef":{"value":"USD","name":"United States Dollar"}';

/** Members in order; those given as undefined are left out. */
export function record(...members: readonly (string | undefined)[]): string {
  return `{${members.filter((member) => member !== undefined).join(",")}}`;
}
