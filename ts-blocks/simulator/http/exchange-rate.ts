import { rateOf } from "../company/rates";
import { pacificDay } from "../stamps";
import { refusals } from "../write/refusal";

/** An exchange rate that is read by its address has neither Id nor MetaData. */
export function exchangeRateText(query: URLSearchParams, arrivedMs: number): string {
  const source = query.get("sourcecurrencycode");
  if (source === null) throw refusals.missing("sourcecurrencycode");
  const day = query.get("asofdate") ?? pacificDay(arrivedMs / 1000);
  return `{"SourceCurrencyCode":${JSON.stringify(source)},"TargetCurrencyCode":"USD","Rate":${rateOf(source, day)},"AsOfDate":${JSON.stringify(day)},"domain":"QBO"}`;
}
