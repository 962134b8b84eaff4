import { pacificStamp } from "../stamps";
import { type Row, rowFromText } from "../store/row";
import { secondOfDay } from "./plan";

export interface Letterhead {
  readonly name: string;
  readonly from: string;
}

/** CompanyInfo in the shape since August 2025: ISO-3 countries, no coordinates. */
export function companyInfo({ name, from }: Letterhead): Row {
  const place =
    '{"Id":"1","Line1":"123 Sierra Way","City":"San Pablo","Country":"USA","CountrySubDivisionCode":"CA","PostalCode":"87999"}';
  const since = pacificStamp(secondOfDay(from));
  const members = [
    `{"CompanyName":${JSON.stringify(name)},"LegalName":${JSON.stringify(name)}`,
    `"CompanyAddr":${place},"CustomerCommunicationAddr":${place},"LegalAddr":${place}`,
    '"CustomerCommunicationEmailAddr":{"Address":"books@example.com"},"PrimaryPhone":{}',
    `"CompanyStartDate":"${from}","FiscalYearStartMonth":"January","Country":"US"`,
    '"Email":{"Address":"books@example.com"},"WebAddr":{},"SupportedLanguages":"en","DefaultTimeZone":"America/Los_Angeles"',
    '"NameValue":[{"Name":"NeoEnabled","Value":"true"},{"Name":"SubscriptionStatus","Value":"PAID"},{"Name":"OfferingSku","Value":"QuickBooks Online Plus"}]',
    `"domain":"QBO","sparse":false,"Id":"1","SyncToken":"4","MetaData":{"CreateTime":"${since}","LastUpdatedTime":"${since}"}}`,
  ];
  return rowFromText(members.join(","));
}

export function preferences({ from }: Letterhead): Row {
  const since = pacificStamp(secondOfDay(from));
  const members = [
    '{"AccountingInfoPrefs":{"FirstMonthOfFiscalYear":"January","CustomerTerminology":"Customers"}',
    '"ProductAndServicesPrefs":{"ForSales":true,"ForPurchase":true,"QuantityWithPriceAndRate":true,"QuantityOnHand":true}',
    '"SalesFormsPrefs":{"CustomTxnNumbers":false,"AllowDiscount":true,"DefaultTerms":{"value":"3"}}',
    '"TaxPrefs":{"UsingSalesTax":true},"CurrencyPrefs":{"MultiCurrencyEnabled":false,"HomeCurrency":{"value":"USD"}}',
    `"domain":"QBO","sparse":false,"Id":"1","SyncToken":"0","MetaData":{"CreateTime":"${since}","LastUpdatedTime":"${since}"}}`,
  ];
  return rowFromText(members.join(","));
}
