// @module-tag recordings
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { elementsOf, memberOf, membersOf } from "../json-text";
import { recording, shapeOf, timeOf } from "../testing/recordings";
import { bare, exchanges, rowsOf, Stage, without } from "./stage";

let stage: Stage;

type CdcBlock = Readonly<Partial<Record<"Customer" | "Estimate", { Id: string; status?: string }[]>>>;

beforeAll(async () => {
  stage = await Stage.open("cdc-and-batch");
});

afterAll(() => stage.qbo.close());

describe("change data capture", () => {
  /** Loads the recorded changes and asks for them again, a second before the oldest. */
  async function changes(entity: string, raws: readonly string[], body: string, headers: Record<string, string> = {}) {
    await stage.at(body);
    stage.only(entity, raws);
    return stage.caller.get(
      `cdc?entities=${entity}&changedSince=${encodeURIComponent(new Date(timeOf(body) - 86_400_000 * 29).toISOString().slice(0, 19))}Z`,
      headers,
    );
  }

  test("cdc/minimul.estimate-changes.json: same records, and totalCount as in later answers", async () => {
    const file = "cdc/minimul.estimate-changes.json";
    const body = stage.cover(file);
    const block =
      elementsOf(memberOf(elementsOf(memberOf(body, "CDCResponse") ?? "")[0] ?? "", "QueryResponse") ?? "")[0] ?? "";
    const raws = elementsOf(memberOf(block, "Estimate") ?? "");
    stage.qbo.clock.set(timeOf(body));
    // Estimates of 2015 are changed now, so that they lie within the thirty days.
    const fresh = raws.map((raw) =>
      raw.replace(/"LastUpdatedTime":"[^"]*"/, '"LastUpdatedTime":"2020-09-29T06:00:00-07:00"'),
    );
    const heard = await changes("Estimate", fresh, body);
    expect(shapeOf(without(JSON.parse(heard.text), "totalCount"))).toEqual(shapeOf(JSON.parse(body)));
  });

  test("cdc/intuit-java-sdk.deposit-changes.2015.json: same records, and the positions of later answers", async () => {
    const body = stage.cover("cdc/intuit-java-sdk.deposit-changes.2015.json");
    const block =
      elementsOf(memberOf(elementsOf(memberOf(body, "CDCResponse") ?? "")[0] ?? "", "QueryResponse") ?? "")[0] ?? "";
    const heard = await changes("Deposit", elementsOf(memberOf(block, "Deposit") ?? ""), body);
    const plain = ["totalCount", "startPosition", "maxResults"].reduce<unknown>(
      (value, key) => without(value, key),
      JSON.parse(heard.text),
    );
    expect(plain).toEqual(JSON.parse(body));
  });

  test("cdc/public-test.mixed-with-deleted-and-empty.abridged.json: same structure, blocks found by name", async () => {
    const body = stage.cover("cdc/public-test.mixed-with-deleted-and-empty.abridged.json");
    await stage.at(body);
    stage.only("Customer", []);
    stage.only("Invoice", ['{"Id":"9","SyncToken":"0"}']);
    stage.qbo.mutate({ op: "delete", entity: "Invoice", id: "9" });
    const since = new Date(timeOf(body) - 1000).toISOString();
    const heard = await stage.caller.get(`cdc?entities=Customer,Invoice&changedSince=${since}`);
    const stub = { domain: "QBO", status: "Deleted", Id: "9" };
    const blocks = (JSON.parse(heard.text) as { CDCResponse: [{ QueryResponse: Record<string, unknown>[] }] })
      .CDCResponse[0].QueryResponse;
    expect(blocks).toHaveLength(2);
    expect(blocks).toContainEqual({});
    const block = blocks.find((candidate) => "Invoice" in candidate);
    expect(block).toMatchObject({ Invoice: [stub], startPosition: 1, maxResults: 1, totalCount: 1 });
  });

  test("doc-samples/cdc.abridged-with-deleted-stub.json: live records, and after them a stub with MetaData", async () => {
    const body = stage.cover("doc-samples/cdc.abridged-with-deleted-stub.json");
    await stage.at(body);
    const [{ QueryResponse: sample }] = (JSON.parse(body) as { CDCResponse: [{ QueryResponse: CdcBlock[] }] })
      .CDCResponse;
    const live = (entity: string, ids: readonly string[]): void => {
      const meta = '"MetaData":{"LastUpdatedTime":"2015-12-23T10:00:00-08:00"}';
      stage.only(
        entity,
        ids.map((id) => `{"Id":"${id}","SyncToken":"0",${meta}}`),
      );
    };
    live("Customer", ["63", "99"]);
    live("Estimate", ["34", "123", "979"]);
    stage.qbo.mutate({ op: "delete", entity: "Estimate", id: "979", at: "2015-12-23T12:55:50-08:00" });
    const heard = await stage.caller.get("cdc?entities=Estimate,Customer&changedSince=2015-12-23T09:00:00-08:00");
    const [{ QueryResponse: blocks }] = (JSON.parse(heard.text) as { CDCResponse: [{ QueryResponse: CdcBlock[] }] })
      .CDCResponse;
    for (const entity of ["Customer", "Estimate"] as const) {
      const find = (all: CdcBlock[]) => all.find((block) => entity in block)?.[entity] ?? [];
      expect(find(blocks).map(({ Id }) => Id)).toEqual(find(sample).map(({ Id }) => Id));
      expect(find(blocks).filter(({ status }) => status !== undefined)).toEqual(
        find(sample).filter(({ status }) => status !== undefined),
      );
    }
  });

  test("cdc/ruckus.invoice-changes.xml: same structure", async () => {
    const body = stage.cover("cdc/ruckus.invoice-changes.xml");
    await stage.at(body);
    stage.only("Invoice", ['{"Id":"39","SyncToken":"0"}']);
    stage.qbo.mutate({ op: "delete", entity: "Invoice", id: "39", at: "2014-12-08T19:36:24-08:00" });
    const heard = await stage.caller.get("cdc?entities=Invoice&changedSince=2014-12-08T00:00:00Z", {
      accept: "application/xml",
    });
    expect(bare(heard.text).replace(' startPosition="1"', "")).toBe(
      bare(body).replace(/<QueryResponse [^>]*>/, '<QueryResponse maxResults="1" totalCount="1">'),
    );
  });

  test("cdc/ruckus.bill-invoice-changes.xml: each record is the XML of the same record in JSON", async () => {
    const body = stage.cover("cdc/ruckus.bill-invoice-changes.xml");
    await stage.at(body);
    // A bill of it, written as the JSON that the service gives for such records.
    const bill =
      '{"domain":"QBO","sparse":false,"Id":"126","SyncToken":"1","MetaData":{"CreateTime":"2016-02-24T13:10:36-08:00","LastUpdatedTime":"2016-04-13T07:34:55-07:00"},"TxnDate":"2016-02-24","CurrencyRef":{"value":"USD","name":"United States Dollar"},"LinkedTxn":[{"TxnId":"148","TxnType":"BillPaymentCheck"}],"Line":[{"Id":"1","Description":"Fountain Pump","Amount":80.00,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"11","name":"Pump"},"UnitPrice":10,"Qty":8,"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"}},{"Id":"2","Description":"Rock Fountain","Amount":125.00,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"5","name":"Rock Fountain"},"UnitPrice":125,"Qty":1,"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"}}],"VendorRef":{"value":"46","name":"Norton Lumber and Building Materials"},"APAccountRef":{"value":"33","name":"Accounts Payable (A/P)"},"TotalAmt":205.00,"DueDate":"2016-02-24","Balance":0}';
    stage.only("Bill", [bill]);
    stage.only("Estimate", []);
    const heard = await stage.caller.get("cdc?entities=Bill,Estimate&changedSince=2016-04-12T00:00:00Z", {
      accept: "application/xml",
    });
    const recorded = /<Bill domain="QBO" sparse="false"><Id>126<\/Id>.*?<\/Bill>/.exec(bare(body))?.[0] ?? "not there";
    expect(bare(heard.text)).toContain(recorded);
    expect(heard.text).toContain("<QueryResponse/>");
  });
});

describe("batches", () => {
  test("batch/minimul.mixed-success-and-fault.json: same structure, the same faults, the same rows", async () => {
    const body = stage.cover("batch/minimul.mixed-success-and-fault.json");
    await stage.at(body);
    const items = elementsOf(memberOf(body, "BatchItemResponse") ?? "");
    stage.only("SalesReceipt", rowsOf(items[3] ?? "", "SalesReceipt"));
    stage.only("Vendor", rowsOf(recording("minimul/envelopes/vendor.by5.page1.json"), "Vendor"));
    stage.only("Invoice", []);
    const request = exchanges().find(({ file }) => file.includes("batch/"));
    const heard = await stage.caller.post("batch", JSON.stringify(request?.requestBody));
    const answers = elementsOf(memberOf(heard.text, "BatchItemResponse") ?? "");
    expect(answers.map((answer) => shapeOf(JSON.parse(answer)))).toEqual(
      items.map((item) => shapeOf(JSON.parse(item))),
    );
    expect(answers[1]).toBe(items[1]);
    expect(answers[3]).toBe(items[3]);
  });

  test("batch/intuit-java-sdk.deposit-and-query.2015.json: same structure, with sparse rows for named members", async () => {
    const body = stage.cover("batch/intuit-java-sdk.deposit-and-query.2015.json");
    await stage.at(body);
    const [created = ""] = elementsOf(memberOf(body, "BatchItemResponse") ?? "");
    const deposit = memberOf(created, "Deposit") ?? "";
    stage.only("Deposit", [deposit]);
    const request = `{"BatchItemRequest":[{"bId":"1","operation":"update","Deposit":${deposit}},{"bId":"2","Query":"select DepositToAccountRef, CashBack, TotalAmt, Line.DepositLineDetail from Deposit"}]}`;
    const heard = await stage.caller.post("batch", request);
    const [one = "", two = ""] = elementsOf(memberOf(heard.text, "BatchItemResponse") ?? "");
    expect(shapeOf(JSON.parse(one))).toEqual(shapeOf(JSON.parse(created)));
    const row = elementsOf(memberOf(memberOf(two, "QueryResponse") ?? "", "Deposit") ?? "")[0] ?? "";
    const recorded = elementsOf(
      memberOf(
        memberOf(elementsOf(memberOf(body, "BatchItemResponse") ?? "")[1] ?? "", "QueryResponse") ?? "",
        "Deposit",
      ) ?? "",
    )[0];
    expect(shapeOf(JSON.parse(row))).toEqual(shapeOf(JSON.parse(recorded ?? "")));
    expect(membersOf(row).map(([key]) => key)).toEqual(membersOf(recorded ?? "").map(([key]) => key));
    expect(memberOf(row, "sparse")).toBe("true");
  });
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
