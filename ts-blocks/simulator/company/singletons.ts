import { pacificStamp } from "../stamps";
import { type Row, rowFromText } from "../store/row";
import { secondOfDay } from "./plan";

export interface Letterhead {
  readonly name: string;
  readonly from: string;
  /** Whether the company has the feature behind an entity. Without this function the company has all features. */
  readonly has?: (entity: string) => boolean;
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

export function preferences({ from, has = () => true }: Letterhead): Row {
  const since = pacificStamp(secondOfDay(from));
  const members = [
    `{"AccountingInfoPrefs":{"UseAccountNumbers":false,"TrackDepartments":${has("Department")},"ClassTrackingPerTxn":false,"ClassTrackingPerTxnLine":${has("Class")},"FirstMonthOfFiscalYear":"January","TaxYearMonth":"January","CustomerTerminology":"Customers"}`,
    '"ProductAndServicesPrefs":{"ForSales":true,"ForPurchase":true,"QuantityWithPriceAndRate":true,"QuantityOnHand":true}',
    '"SalesFormsPrefs":{"CustomTxnNumbers":false,"AllowDiscount":true,"DefaultTerms":{"value":"3"}}',
    '"VendorAndPurchasesPrefs":{"TrackingByCustomer":true,"BillableExpenseTracking":true}',
    `"TaxPrefs":{"UsingSalesTax":true},"CurrencyPrefs":{"MultiCurrencyEnabled":${has("CompanyCurrency")},"HomeCurrency":{"value":"USD"}}`,
    '"ReportPrefs":{"ReportBasis":"Accrual","CalcAgingReportFromTxnDate":false}',
    `"domain":"QBO","sparse":false,"Id":"1","SyncToken":"0","MetaData":{"CreateTime":"${since}","LastUpdatedTime":"${since}"}}`,
  ];
  return rowFromText(members.join(","));
}
