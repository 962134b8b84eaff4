import { hashText } from "../random";
import { pacificDay } from "../stamps";
import { refusals } from "../write/refusal";

/** An exchange rate has neither Id nor MetaData. */
export function exchangeRateText(query: URLSearchParams, arrivedMs: number): string {
  const source = query.get("sourcecurrencycode");
  if (source === null) throw refusals.missing("sourcecurrencycode");
  const day = query.get("asofdate") ?? pacificDay(arrivedMs / 1000);
  const rate = source === "USD" ? "1" : (0.5 + (hashText(`${source} ${day}`) % 1_000_000) / 1_000_000).toFixed(6);
  return `{"SourceCurrencyCode":${JSON.stringify(source)},"TargetCurrencyCode":"USD","Rate":${rate},"AsOfDate":${JSON.stringify(day)},"domain":"QBO"}`;
}
