/**
 * Every recording, the test that puts it to the simulator, and how far the answer has to be the same.
 *
 * - bytes: the whole body (a time's trailing zeros aside: both forms are recorded)
 * - values: the same members and values, in another order
 * - structure: the same members and types, other values
 * - text: the same XML, without its layout
 * - part: what is recorded is a piece, or is wrapped by a client library; the test's title says what is compared
 */
export type Sameness = "bytes" | "values" | "structure" | "text" | "part";
export type ReplayFile =
  | "queries"
  | "writes"
  | "records"
  | "xml-records"
  | "faults"
  | "cdc-and-batch"
  | "objects"
  | "oauth";

export interface Replayed {
  readonly in: ReplayFile;
  readonly same: Sameness;
}

type Group = readonly [file: ReplayFile, same: Sameness, folder: string, names: readonly string[]];

const GROUPS: readonly Group[] = [
  [
    "queries",
    "bytes",
    "minimul/envelopes/",
    [
      "customer.by-display-name-escaped-quote.json",
      "customer.count.json",
      "customer.in-filter.page1.json",
      "customer.in-filter.page2.json",
      "customer.in-filter.page3.json",
      "customer.in-filter.page4-empty.json",
      "customer.page1.json",
      "customer.read-by-id.json",
      "employee.count-including-inactive.json",
      "employee.including-inactive.json",
      "salesreceipt.page1.json",
      "vendor.by-display-name-ampersand.json",
      "vendor.by5.page1.json",
      "vendor.by5.page2.json",
      "vendor.by5.page3.json",
      "vendor.by5.page4.json",
      "vendor.by5.page5.json",
      "vendor.by5.page6-last.json",
      "vendor.count.json",
      "vendor.including-inactive.json",
    ],
  ],
  [
    "writes",
    "bytes",
    "minimul/writes/",
    [
      "deactivate.account.1-read.json",
      "deactivate.account.2-response.json",
      "deactivate.employee.1-read.json",
      "deactivate.employee.2-response.json",
      "delete.attachable.json",
      "delete.invoice.1-read.json",
      "delete.invoice.2-response.json",
      "update.customer.1-read.json",
      "update.salesreceipt.1-read.json",
      "void.invoice.1-read.json",
    ],
  ],
  ["writes", "values", "minimul/writes/", ["update.customer.2-response.json"]],
  [
    "writes",
    "structure",
    "minimul/writes/",
    [
      "create.attachable.json",
      "create.customer.json",
      "create.invoice.json",
      "update.salesreceipt.2-response.json",
      "void.invoice.2-response.json",
    ],
  ],
  [
    "records",
    "bytes",
    "minimul/",
    [
      "account.records.jsonl",
      "attachable.records.jsonl",
      "customer.records.jsonl",
      "employee.records.jsonl",
      "estimate.records.jsonl",
      "invoice.records.jsonl",
      "salesreceipt.records.jsonl",
      "vendor.records.jsonl",
    ],
  ],
  [
    "records",
    "bytes",
    "doc-samples/",
    [
      "attachable.note.records.jsonl",
      "class.records.jsonl",
      "companycurrency.records.jsonl",
      "companyinfo.records.jsonl",
      "department.records.jsonl",
      "employee.records.jsonl",
      "vendorcredit.records.jsonl",
    ],
  ],
  [
    "xml-records",
    "part",
    "ruckus/entities/",
    [
      "bill.linked-payment.bare.2019.xml",
      "bill.tax-detail.bare.xml",
      "budget.query.2015.xml",
      "class.query.2014.xml",
      "customertype.query.2020.xml",
      "department.query.2013.xml",
      "deposit.query.2015.xml",
      "exchangerate.query.2013.xml",
      "invoice.bundle-line.2016.xml",
      "journalentry.bare.xml",
      "payment.line-extras.bare.2017.xml",
      "preferences.query.2019.xml",
      "purchase.credit-card.bare.2013.xml",
      "taxcode.query.2013.xml",
      "vendorcredit.bare.2013.xml",
    ],
  ],
  [
    "records",
    "bytes",
    "sandbox-2023-02/",
    [
      "employee.records.jsonl",
      "paymentmethod.records.jsonl",
      "refundreceipt.records.jsonl",
      "taxagency.records.jsonl",
      "taxcode.records.jsonl",
      "taxrate.records.jsonl",
      "term.records.jsonl",
      "timeactivity.records.jsonl",
    ],
  ],
  [
    "faults",
    "bytes",
    "errors/",
    [
      "200.code-6000.attachable-fault-inside-200.json",
      "400.code-4001.unknown-entity.json",
      "400.code-6240.duplicate-name.json",
      "400.code-500.unsupported-operation.json",
      "401.code-3200.token-expired.lowercase.json",
      "code-4002.query-processing-error.2019-03.json",
      "code-4002.query-processing-error.2019-11.json",
      "403.code-3100.application-authorization-failed.lowercase.json",
    ],
  ],
  [
    "faults",
    "part",
    "errors/",
    [
      "400.code-2030.invalid-id.json",
      "400.code-4000.query-parse-error.json",
      "503.gateway-page.partial.html",
      "504.code-6002.gateway-timeout.partial.xml",
      "401.code-3200.application-authentication-failed.xml",
    ],
  ],
  [
    "faults",
    "structure",
    "errors/",
    ["400.code-2010.unsupported-property.json", "400.code-2020.required-param-missing.json"],
  ],
  [
    "faults",
    "text",
    "errors/",
    [
      "400.code-4001.maxresults-0.2024.xml",
      "400.code-4001.value-too-small.xml",
      "400.code-6240.duplicate-name.xml",
      "403.code-3001.throttle-exceeded.2016.xml",
      "429.code-3001.throttle-exceeded.2017.xml",
      "429.code-3001.throttle-exceeded.xml",
      "500.code-10000.system-failure.xml",
      "code-10000.query-fails-on-one-record.2018.xml",
    ],
  ],
  ["cdc-and-batch", "structure", "cdc/", ["minimul.estimate-changes.json"]],
  ["cdc-and-batch", "values", "cdc/", ["intuit-java-sdk.deposit-changes.2015.json"]],
  [
    "cdc-and-batch",
    "part",
    "cdc/",
    ["public-test.mixed-with-deleted-and-empty.abridged.json", "ruckus.bill-invoice-changes.xml"],
  ],
  ["cdc-and-batch", "text", "cdc/", ["ruckus.invoice-changes.xml"]],
  ["cdc-and-batch", "part", "doc-samples/", ["cdc.abridged-with-deleted-stub.json"]],
  ["cdc-and-batch", "structure", "batch/", ["minimul.mixed-success-and-fault.json"]],
  ["cdc-and-batch", "part", "batch/", ["intuit-java-sdk.deposit-and-query.2015.json"]],
  [
    "objects",
    "part",
    "intuit-sdk-tests/",
    [
      "account.query-page.2015.json",
      "bill.read.2015.json",
      "companyinfo.read.2015.json",
      "invoice.opening-balance.2015.json",
      "journalcode.read-without-metadata.2015.json",
      "preferences.query.2013.json",
      "timeactivity.query.2013.json",
      "transfer.read.2015.json",
    ],
  ],
  ["objects", "part", "doc-samples/", ["creditcardpayment.read.json", "preferences.read.json"]],
  ["objects", "structure", "doc-samples/", ["exchangerate.read.json"]],
  ["objects", "part", "minimul/", ["response-headers.json"]],
  [
    "oauth",
    "bytes",
    "oauth/",
    [
      "400.invalid_grant.authorization-code.json",
      "400.invalid_grant.bare.json",
      "400.invalid_grant.incorrect-or-invalid-refresh-token.json",
      "400.invalid_grant.token-invalid.json",
      "invalid_client.bare.json",
    ],
  ],
  ["oauth", "values", "oauth/", ["intuit-dotnet-sdk.success_revoketoken_response.json"]],
  [
    "oauth",
    "structure",
    "oauth/",
    [
      "intuit-dotnet-sdk.discovery.json",
      "intuit-dotnet-sdk.failure_token_response.json",
      "intuit-dotnet-sdk.failure_token_revocation_response.json",
      "intuit-dotnet-sdk.success_token_response.json",
      "intuit-oauth-jsclient.bearer-token.json",
      "intuit-oauth-jsclient.refreshResponse.json",
    ],
  ],
  [
    "oauth",
    "part",
    "oauth/",
    [
      "intuit-oauth-jsclient.authResponse.json",
      "intuit-oauth-jsclient.errorResponse.json",
      "intuit-oauth-jsclient.response.json",
    ],
  ],
];

export const REPLAYED: Readonly<Record<string, Replayed>> = Object.fromEntries(
  GROUPS.flatMap(([file, same, folder, names]) => names.map((name) => [`${folder}${name}`, { in: file, same }])),
);

/** Not answers of the service, or answers of a service that is not simulated. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  "minimul/requests.jsonl": "the list of requests by which the envelopes and writes are replayed",
  ...Object.fromEntries(
    [
      "doc-samples/webhook.cloudevents.json",
      "doc-samples/webhook.cloudevents.merged.json",
      "doc-samples/webhook.notification.json",
    ].map((file) => [file, "a message that the service sends by itself; the simulator sends none"]),
  ),
  ...Object.fromEntries(
    [
      "minimul/reports/generalledger.this-month-to-date.json",
      "minimul/reports/profitandloss.no-report-data.json",
      "ruckus/reports/agedpayabledetail.2018.xml",
      "ruckus/reports/balancesheet.by-year.xml",
      "ruckus/reports/balancesheet.total.2014.xml",
      "ruckus/reports/cashflow.2014.xml",
      "ruckus/reports/profitandloss.total.2014.xml",
      "ruckus/reports/profitandlossdetail.two-columns.2015.xml",
      "ruckus/reports/transactionlist.one-row.2021.xml",
    ].map((file) => [file, "an answer of the Reports API, which the simulator does not have"]),
  ),
  "errors/400.code-6240.tax-service.json":
    "an answer of the tax service, which is not simulated; the same fault is replayed from its other recordings",
};
