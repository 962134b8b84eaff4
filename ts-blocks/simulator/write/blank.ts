import { elementsOf, type Member, memberOf, membersOf, objectText } from "../json-text";
import { pacificDay } from "../stamps";

export interface Birth {
  readonly id: string;
  readonly second: number;
  /** `"CreateTime":…` and `"LastUpdatedTime":…` of the new record. */
  readonly metaData: string;
}

const USD = '{"value":"USD","name":"United States Dollar"}';
const CUSTOM_FIELD = '[{"DefinitionId":"1","Name":"Crew #","Type":"StringType"}]';

/** The service computes these members itself. */
const COMPUTED: ReadonlySet<string> = new Set(["Line", "TotalAmt", "Balance"]);

/** A new record: the caller's members and the members that the service adds, in the order of the recordings. */
export function newRecord(entity: string, given: readonly Member[], birth: Birth): string {
  const asked = new Map(given.filter(([key]) => !["Id", "SyncToken", "MetaData", "domain", "sparse"].includes(key)));
  const identity: Member[] = [
    ["domain", '"QBO"'],
    ["sparse", "false"],
    ["Id", JSON.stringify(birth.id)],
    ["SyncToken", '"0"'],
    ["MetaData", birth.metaData],
  ];
  const members = (SHAPES[entity] ?? plainShape)(asked, identity, birth);
  const used = new Set(members.map(([key]) => key));
  const rest = [...asked].filter(([key]) => !used.has(key));
  const own = ([key, value]: Member): Member => [key, COMPUTED.has(key) ? value : (asked.get(key) ?? value)];
  return objectText([...members.map(own), ...rest]);
}

type Shape = (given: ReadonlyMap<string, string>, identity: readonly Member[], birth: Birth) => Member[];

const plainShape: Shape = (_given, identity) => [...identity];

const SHAPES: Readonly<Record<string, Shape>> = {
  Customer: (given, identity) => {
    const name = given.get("DisplayName") ?? '""';
    return [
      ["Taxable", "true"],
      ["Job", "false"],
      ["BillWithParent", "false"],
      ["Balance", "0"],
      ["BalanceWithJobs", "0"],
      ["CurrencyRef", USD],
      ["PreferredDeliveryMethod", '"Print"'],
      ...identity,
      ["FullyQualifiedName", name],
      ["DisplayName", name],
      ["PrintOnCheckName", name],
      ["Active", "true"],
      ["DefaultTaxCodeRef", '{"value":"2"}'],
    ];
  },
  Vendor: (given, identity) => {
    const name = given.get("DisplayName") ?? '""';
    return [
      ["Balance", "0"],
      ["Vendor1099", "false"],
      ["CurrencyRef", USD],
      ...identity,
      ["DisplayName", name],
      ["PrintOnCheckName", name],
      ["Active", "true"],
    ];
  },
  Item: (given, identity) => [
    ["Name", given.get("Name") ?? '""'],
    ["Active", "true"],
    ["FullyQualifiedName", given.get("Name") ?? '""'],
    ["Taxable", "false"],
    ["UnitPrice", "0"],
    ["Type", '"Service"'],
    ["PurchaseCost", "0"],
    ["TrackQtyOnHand", "false"],
    ...identity,
  ],
  Attachable: (_given, identity, birth) => [
    ["FileName", '"file"'],
    ["FileAccessUri", JSON.stringify(`/v3/company/0/download/${birth.id}`)],
    ["Size", "0"],
    ["ContentType", '"application/octet-stream"'],
    ...identity,
  ],
  Invoice: (given, identity, birth) => {
    const lines = saleLines(given.get("Line") ?? "[]");
    const day = JSON.stringify(pacificDay(birth.second));
    return [
      ["AllowIPNPayment", "false"],
      ["AllowOnlinePayment", "false"],
      ["AllowOnlineCreditCardPayment", "false"],
      ["AllowOnlineACHPayment", "false"],
      ...identity,
      ["CustomField", CUSTOM_FIELD],
      ["DocNumber", JSON.stringify(birth.id)],
      ["TxnDate", day],
      ["CurrencyRef", USD],
      ["LinkedTxn", "[]"],
      ["Line", lines.text],
      ["TxnTaxDetail", '{"TotalTax":0}'],
      ["CustomerRef", given.get("CustomerRef") ?? '{"value":"1"}'],
      ["DueDate", day],
      ["TotalAmt", lines.total],
      ["ApplyTaxAfterDiscount", "false"],
      ["PrintStatus", '"NeedToPrint"'],
      ["EmailStatus", '"NotSet"'],
      ["Balance", lines.total],
    ];
  },
};

/** Lines get an Id and a number, amounts their two decimals, and a subtotal follows. */
function saleLines(text: string): { text: string; total: string } {
  let cents = 0;
  const lines = elementsOf(text).map((line, index) => {
    const amount = Math.round(Number(memberOf(line, "Amount") ?? "0") * 100);
    cents += amount;
    const rest = membersOf(line).filter(([key]) => !["Id", "LineNum", "Amount"].includes(key));
    return objectText([
      ["Id", `"${index + 1}"`],
      ["LineNum", String(index + 1)],
      ["Amount", decimals(amount)],
      ...rest,
    ]);
  });
  const total = decimals(cents);
  lines.push(`{"Amount":${total},"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}`);
  return { text: `[${lines.join(",")}]`, total };
}

function decimals(cents: number): string {
  return cents === 0 ? "0" : (cents / 100).toFixed(2);
}
