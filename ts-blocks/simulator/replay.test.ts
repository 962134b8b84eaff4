import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEntity } from "./entities";
import type { FaultName } from "./faults/shapes";
import { startSimulator } from "./index";
import { elementsOf, memberOf, membersOf } from "./json-text";
import type { Simulator } from "./simulator";
import { Caller, hear } from "./testing/caller";
import {
  RECORDINGS,
  recording,
  recordingFiles,
  recordLines,
  requireRecordings,
  shapeOf,
  timeOf,
} from "./testing/recordings";

/** Every recording is put to the simulator, which holds the recorded records, and compared with what it answers. */
requireRecordings();

const covered = new Set<string>();
let qbo: Simulator;
let caller: Caller;

beforeAll(async () => {
  qbo = await startSimulator({
    recordsDirectory: `${RECORDINGS}/minimul`,
    ties: "stable",
    rotate: "never",
    clock: { startAtMs: Date.parse("2020-09-29T13:00:00Z"), frozen: true },
  });
  caller = await Caller.of(qbo);
});

afterAll(async () => {
  await qbo.close();
});

/** Sets the clock to the moment of a recording. The access token lives an hour of it, so it is drawn anew. */
async function at(body: string): Promise<void> {
  qbo.calm();
  const instant = timeOf(body);
  if (!Number.isNaN(instant)) qbo.clock.set(instant);
  caller.refreshToken = qbo.consent();
  await caller.refresh();
}

function only(entity: string, raws: readonly string[], keepOthers = false): void {
  if (!keepOthers) qbo.world.store.clear(entity);
  for (const raw of raws) qbo.putRecord(entity, raw);
}

function cover(file: string): string {
  covered.add(file);
  return recording(file);
}

interface Exchange {
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly origin: string;
}

const exchanges = recordLines("minimul/requests.jsonl").map((line) => JSON.parse(line) as Exchange);

describe("queries and reads of the 2020 sandbox answer the same bytes", () => {
  const envelopes = exchanges.filter(({ file }) => file.startsWith("envelopes/"));

  test.each(envelopes)("$file", async ({ file, path, origin }) => {
    const body = cover(`minimul/${file}`);
    await at(body);
    const [, target = ""] = path.split("-COMPANY_ID-/");
    const statement = /query=(.*)$/.exec(target)?.[1];
    const entity = /from (\w+)/i.exec(statement ?? "")?.[1] ?? "Customer";
    // The records as they were in that session; those that a filter has to leave out stay.
    const session = envelopes
      .filter((other) => other.origin === origin)
      .flatMap((other) => rowsOf(recording(`minimul/${other.file}`), entity));
    only(entity, session, /where (?!active)/i.test(statement ?? "") || statement === undefined);
    const heard = statement === undefined ? await caller.get(target) : await caller.query(statement);
    expect(heard.text).toBe(withShortTime(body));
  });
});

/** Both forms of a time's fraction are recorded, with its zeros and without; the simulator leaves them out. */
function withShortTime(body: string): string {
  return body.replace(/(time"?[:=]"[^"]*?)(?:\.000|(\.\d+?)0+)([+-]\d\d:\d\d")/, "$1$2$3");
}

function rowsOf(body: string, entity: string): string[] {
  const alone = memberOf(body, entity);
  if (alone !== undefined) return [alone];
  const rows = memberOf(memberOf(body, "QueryResponse") ?? "{}", entity);
  return rows === undefined ? [] : elementsOf(rows);
}

describe("writes of the 2020 sandbox", () => {
  const writes = exchanges.filter(({ file }) => file.startsWith("writes/"));
  const nounOf = (file: string): string => findEntity(file.split(".")[1] ?? "")?.name ?? "";

  test.each(writes.filter(({ method }) => method === "GET"))(
    "$file is read with the same bytes",
    async ({ file, path }) => {
      const body = cover(`minimul/${file}`);
      await at(body);
      only(nounOf(file), rowsOf(body, nounOf(file)));
      const [, target = ""] = path.split(/\/v3\/(?:company\/-COMPANY_ID-\/)?/);
      expect((await caller.get(target)).text).toBe(body);
    },
  );

  /** What was sent is not recorded; these bodies ask for what the answers show. */
  const asks: Readonly<Record<string, { readonly body: string; readonly same: "bytes" | "values" | "structure" }>> = {
    "delete.invoice.2-response.json": { body: '{"Id":"266","SyncToken":"0"}', same: "bytes" },
    "delete.attachable.json": { body: '{"Id":"5000000000000503624","SyncToken":"0"}', same: "bytes" },
    "deactivate.employee.2-response.json": {
      body: '{"Id":"55","SyncToken":"1","Active":false,"sparse":true}',
      same: "bytes",
    },
    "deactivate.account.2-response.json": {
      body: '{"Id":"5","SyncToken":"1","Active":false,"sparse":true}',
      same: "bytes",
    },
    "update.customer.2-response.json": {
      body: '{"Id":"68","SyncToken":"0","sparse":true,"DisplayName":"Jack Moe","PrintOnCheckName":"Jack Moe","PrimaryPhone":{"FreeFormNumber":"(415) 444-1234"}}',
      same: "values",
    },
    "update.salesreceipt.2-response.json": {
      body: '{"Id":"17","SyncToken":"4","sparse":true,"DocNumber":"1008-2"}',
      same: "structure",
    },
    "void.invoice.2-response.json": { body: '{"Id":"264","SyncToken":"0"}', same: "structure" },
    "create.customer.json": { body: '{"DisplayName":"Doe5, Jane"}', same: "structure" },
    "create.invoice.json": {
      body: '{"Line":[{"Amount":100.00,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1","name":"Services"},"TaxCodeRef":{"value":"NON"}}}],"CustomerRef":{"value":"1","name":"Amy\'s Bird Sanctuary"},"BillAddr":{"Id":"2","Line1":"4581 Finch St.","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326","Lat":"INVALID","Long":"INVALID"},"ShipAddr":{"Id":"2","Line1":"4581 Finch St.","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326","Lat":"INVALID","Long":"INVALID"}}',
      same: "structure",
    },
    "create.attachable.json": { body: "", same: "structure" },
  };

  test.each(writes.filter(({ method }) => method === "POST"))("$file is answered alike", async ({ file, path }) => {
    const body = cover(`minimul/${file}`);
    await at(body);
    const noun = nounOf(file);
    const before = file.includes("2-response")
      ? recording(`minimul/${file.replace("2-response", "1-read")}`)
      : undefined;
    if (before !== undefined) only(noun, rowsOf(before, noun));
    if (file.includes("delete.attachable")) only(noun, recordLines("minimul/attachable.records.jsonl"));
    if (file.includes("create.customer"))
      only(noun, rowsOf(recording("minimul/envelopes/customer.page1.json"), noun).slice(0, 5));
    const ask = asks[basename(file)];
    const [, target = ""] = path.split(/\/v3\/(?:company\/-COMPANY_ID-\/)?/);
    const heard = target.startsWith("upload")
      ? await upload("Invoice", "264")
      : await caller.post(target, ask?.body ?? "");
    expect(heard.status).toBe(200);
    if (ask?.same === "bytes") expect(heard.text).toBe(body);
    else if (ask?.same === "values") expect(JSON.parse(heard.text)).toEqual(JSON.parse(body));
    else expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(JSON.parse(body)));
  });
});

function upload(type: string, id: string): Promise<{ status: number; text: string }> {
  const metadata = `{"AttachableRef":[{"EntityRef":{"value":"${id}","type":"${type}"},"IncludeOnSend":false}],"FileName":"no_detail.xml","ContentType":"text/xml"}`;
  const body = `--b\r\nContent-Disposition: form-data; name="file_metadata_0"\r\nContent-Type: application/json\r\n\r\n${metadata}\r\n--b\r\nContent-Disposition: form-data; name="file_content_0"\r\n\r\n<xml/>\r\n--b--\r\n`;
  return caller.post("upload", body, { "content-type": "multipart/form-data; boundary=b" });
}

describe("recorded records are served line by line with the same bytes", () => {
  test.each(recordingFiles().filter((file) => file.endsWith(".records.jsonl")))("%s", async (file) => {
    const lines = recordLines(file);
    covered.add(file);
    const entity = findEntity(basename(file).split(".")[0] ?? "")?.name ?? "";
    expect(entity).not.toBe("");
    await at(`"time":"2023-03-01T00:00:00Z"`);
    only(entity, lines);
    for (const line of lines) {
      const { Id } = JSON.parse(line) as { Id: string };
      expect(memberOf((await caller.get(`${entity.toLowerCase()}/${Id}`)).text, entity)).toBe(line);
    }
    const active = findEntity(entity)?.hidesInactive === true ? "where Active in (true, false) " : "";
    const all = await caller.query(`select * from ${entity} ${active}maxresults 1000`);
    expect(rowsOf(all.text, entity).toSorted()).toEqual(lines.toSorted());
    expect(await caller.count(`select count(*) from ${entity} ${active}`)).toBe(lines.length);
  });
});

describe("faults that a request provokes answer the same bytes", () => {
  const asks: readonly (readonly [
    file: string,
    ask: () => Promise<{ text: string; status: number }>,
    status: number,
  ])[] = [
    ["errors/400.code-4001.unknown-entity.json", () => caller.query("SELECT * FROM Custmoer"), 400],
    [
      "errors/400.code-6240.duplicate-name.json",
      () => caller.post("customer", '{"DisplayName":"Amy\'s Bird Sanctuary"}'),
      400,
    ],
    ["errors/200.code-6000.attachable-fault-inside-200.json", () => upload("Estimate", "75"), 200],
  ];

  test.each(asks)("%s", async (file, ask, status) => {
    const body = cover(file);
    await at(body);
    only("Customer", recordLines("minimul/customer.records.jsonl"));
    expect(await ask()).toMatchObject({ status, text: body });
  });

  test("errors/400.code-500.unsupported-operation.json, but for the company's number", async () => {
    const body = cover("errors/400.code-500.unsupported-operation.json");
    await at(body);
    const heard = await caller.get("customer/1/5");
    expect(heard.status).toBe(400);
    expect(heard.text.replaceAll(qbo.credentials.realmId, "-COMPANY_ID-")).toBe(body);
  });

  test("errors/401.code-3200.token-expired.lowercase.json", async () => {
    const body = cover("errors/401.code-3200.token-expired.lowercase.json");
    await at(body);
    qbo.clock.set((JSON.parse(body) as { time: number }).time);
    qbo.expireAccessTokens();
    expect(await caller.get("companyinfo/1")).toMatchObject({ status: 401, text: body });
  });
});

describe("faults quoted without their time", () => {
  const asks: readonly (readonly [
    file: string,
    same: "text" | "structure",
    ask: () => Promise<{ text: string; status: number }>,
  ])[] = [
    ["errors/400.code-4000.query-parse-error.json", "text", () => caller.query("SELECT * FROM Invoice ORDER TxnDate")],
    ["errors/400.code-2030.invalid-id.json", "text", () => caller.get("customer/1.5")],
    ["errors/400.code-2020.required-param-missing.json", "structure", () => caller.post("customer", "{}")],
    [
      "errors/400.code-2010.unsupported-property.json",
      "structure",
      () => caller.post("invoice", '{"BadJson":1,"Line":[]}'),
    ],
  ];

  test.each(asks)("%s: same %s", async (file, same, ask) => {
    const body = cover(file);
    await at('"time":"2020-09-29T06:53:30.722-07:00"');
    only("Customer", recordLines("minimul/customer.records.jsonl"));
    only("Invoice", recordLines("minimul/invoice.records.jsonl"));
    const heard = await ask();
    expect(heard.status).toBe(400);
    if (same === "text") expect(memberOf(heard.text, "Fault")).toBe(memberOf(body, "Fault"));
    else
      expect(shapeOf(JSON.parse(memberOf(heard.text, "Fault") ?? ""))).toEqual(
        shapeOf(JSON.parse(memberOf(body, "Fault") ?? "")),
      );
  });
});

describe("faults of the gateways are given by rules", () => {
  const rules: readonly (readonly [file: string, fault: FaultName, status: number])[] = [
    ["errors/429.code-3001.throttle-exceeded.xml", "throttled-429-xml", 429],
    ["errors/429.code-3001.throttle-exceeded.2017.xml", "throttled-429-xml", 429],
    ["errors/403.code-3001.throttle-exceeded.2016.xml", "throttled-403-xml", 403],
    ["errors/403.code-3100.application-authorization-failed.lowercase.json", "forbidden-403-3100", 403],
    ["errors/500.code-10000.system-failure.xml", "system-failure-500-xml", 500],
    ["errors/code-10000.query-fails-on-one-record.2018.xml", "system-10000-xml", 500],
    ["errors/503.gateway-page.partial.html", "gateway-503-html", 503],
    ["errors/504.code-6002.gateway-timeout.partial.xml", "gateway-504-xml", 504],
    ["errors/code-4002.query-processing-error.2019-03.json", "poison-4002-service", 400],
    ["errors/code-4002.query-processing-error.2019-11.json", "poison-4002", 400],
    ["errors/401.code-3200.application-authentication-failed.xml", "unauthorized-401-xml", 401],
    ["errors/400.code-6240.duplicate-name.xml", "duplicate-name-6240-xml", 400],
  ];

  test.each(rules)("%s is %s", async (file, fault, status) => {
    const body = cover(file);
    await at(body);
    qbo.scenario([{ match: { kind: "query" }, fault }]);
    const heard = await caller.query("select * from Invoice");
    expect(heard.status).toBe(status);
    // The partial ones hold only a piece of the answer; XML is compared without its layout.
    expect(bare(heard.text)).toContain(
      bare(withShortTime(body)).replace(/<Error code="3200">(?:(?!<\/Error>).)*<Detail>.*$/, ""),
    );
  });
});

/** Without layout, and with the attributes of the root in one order. */
function bare(text: string): string {
  return text
    .replace(/<\?xml[^>]*\?>/, "")
    .replace(
      /<IntuitResponse ([^>]*)>/,
      (_, attributes: string) => `<IntuitResponse ${attributes.split(" ").toSorted().join(" ")}>`,
    )
    .replace(/ element=""/g, "")
    .replace(/>\s+</g, "><")
    .trim();
}

describe("a query that is refused answers XML to a caller that does not ask for JSON", () => {
  test.each(["errors/400.code-4001.maxresults-0.2024.xml", "errors/400.code-4001.value-too-small.xml"])(
    "%s",
    async (file) => {
      const body = cover(file);
      await at(body);
      const heard = await caller.query("select * from Invoice maxresults 0", { accept: "application/xml" });
      expect(heard.status).toBe(400);
      const timeless = (text: string): string => bare(text).replace(/ time="[^"]*"/, "");
      expect(timeless(heard.text)).toBe(timeless(body));
    },
  );
});

describe("change data capture", () => {
  /** Loads the recorded changes and asks for them again, a second before the oldest. */
  async function changes(entity: string, raws: readonly string[], body: string, headers: Record<string, string> = {}) {
    await at(body);
    only(entity, raws);
    return caller.get(
      `cdc?entities=${entity}&changedSince=${encodeURIComponent(new Date(timeOf(body) - 86_400_000 * 29).toISOString().slice(0, 19))}Z`,
      headers,
    );
  }

  test("cdc/minimul.estimate-changes.json: same records, and totalCount as in later answers", async () => {
    const file = "cdc/minimul.estimate-changes.json";
    const body = cover(file);
    const block =
      elementsOf(memberOf(elementsOf(memberOf(body, "CDCResponse") ?? "")[0] ?? "", "QueryResponse") ?? "")[0] ?? "";
    const raws = elementsOf(memberOf(block, "Estimate") ?? "");
    qbo.clock.set(timeOf(body));
    // Estimates of 2015 are changed now, so that they lie within the thirty days.
    const fresh = raws.map((raw) =>
      raw.replace(/"LastUpdatedTime":"[^"]*"/, '"LastUpdatedTime":"2020-09-29T06:00:00-07:00"'),
    );
    const heard = await changes("Estimate", fresh, body);
    expect(shapeOf(without(JSON.parse(heard.text), "totalCount"))).toEqual(shapeOf(JSON.parse(body)));
  });

  test("cdc/intuit-java-sdk.deposit-changes.2015.json: same records, and the positions of later answers", async () => {
    const body = cover("cdc/intuit-java-sdk.deposit-changes.2015.json");
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
    const body = cover("cdc/public-test.mixed-with-deleted-and-empty.abridged.json");
    await at(body);
    only("Customer", []);
    only("Invoice", ['{"Id":"9","SyncToken":"0"}']);
    qbo.mutate({ op: "delete", entity: "Invoice", id: "9" });
    const since = new Date(timeOf(body) - 1000).toISOString();
    const heard = await caller.get(`cdc?entities=Customer,Invoice&changedSince=${since}`);
    const stub = { domain: "QBO", status: "Deleted", Id: "9" };
    const blocks = (JSON.parse(heard.text) as { CDCResponse: [{ QueryResponse: Record<string, unknown>[] }] })
      .CDCResponse[0].QueryResponse;
    expect(blocks).toHaveLength(2);
    expect(blocks).toContainEqual({});
    const block = blocks.find((candidate) => "Invoice" in candidate);
    expect(block).toMatchObject({ Invoice: [stub], startPosition: 1, maxResults: 1, totalCount: 1 });
  });

  test("cdc/ruckus.invoice-changes.xml: same structure", async () => {
    const body = cover("cdc/ruckus.invoice-changes.xml");
    await at(body);
    only("Invoice", ['{"Id":"39","SyncToken":"0"}']);
    qbo.mutate({ op: "delete", entity: "Invoice", id: "39", at: "2014-12-08T19:36:24-08:00" });
    const heard = await caller.get("cdc?entities=Invoice&changedSince=2014-12-08T00:00:00Z", {
      accept: "application/xml",
    });
    expect(bare(heard.text).replace(' startPosition="1"', "")).toBe(
      bare(body).replace(/<QueryResponse [^>]*>/, '<QueryResponse maxResults="1" totalCount="1">'),
    );
  });

  test("cdc/ruckus.bill-invoice-changes.xml: each record is the XML of the same record in JSON", async () => {
    const body = cover("cdc/ruckus.bill-invoice-changes.xml");
    await at(body);
    // A bill of it, written as the JSON that the service gives for such records.
    const bill =
      '{"domain":"QBO","sparse":false,"Id":"126","SyncToken":"1","MetaData":{"CreateTime":"2016-02-24T13:10:36-08:00","LastUpdatedTime":"2016-04-13T07:34:55-07:00"},"TxnDate":"2016-02-24","CurrencyRef":{"value":"USD","name":"United States Dollar"},"LinkedTxn":[{"TxnId":"148","TxnType":"BillPaymentCheck"}],"Line":[{"Id":"1","Description":"Fountain Pump","Amount":80.00,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"11","name":"Pump"},"UnitPrice":10,"Qty":8,"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"}},{"Id":"2","Description":"Rock Fountain","Amount":125.00,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"5","name":"Rock Fountain"},"UnitPrice":125,"Qty":1,"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"}}],"VendorRef":{"value":"46","name":"Norton Lumber and Building Materials"},"APAccountRef":{"value":"33","name":"Accounts Payable (A/P)"},"TotalAmt":205.00,"DueDate":"2016-02-24","Balance":0}';
    only("Bill", [bill]);
    only("Estimate", []);
    const heard = await caller.get("cdc?entities=Bill,Estimate&changedSince=2016-04-12T00:00:00Z", {
      accept: "application/xml",
    });
    const recorded = /<Bill domain="QBO" sparse="false"><Id>126<\/Id>.*?<\/Bill>/.exec(bare(body))?.[0] ?? "not there";
    expect(bare(heard.text)).toContain(recorded);
    expect(heard.text).toContain("<QueryResponse/>");
  });
});

function without(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => without(inner, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== key)
      .map(([name, inner]) => [name, without(inner, key)]),
  );
}

describe("batches", () => {
  test("batch/minimul.mixed-success-and-fault.json: same structure, the same faults, the same rows", async () => {
    const body = cover("batch/minimul.mixed-success-and-fault.json");
    await at(body);
    const items = elementsOf(memberOf(body, "BatchItemResponse") ?? "");
    only("SalesReceipt", rowsOf(items[3] ?? "", "SalesReceipt"));
    only("Vendor", rowsOf(recording("minimul/envelopes/vendor.by5.page1.json"), "Vendor"));
    only("Invoice", []);
    const request = exchanges.find(({ file }) => file.includes("batch/")) as unknown as { requestBody: unknown };
    const heard = await caller.post("batch", JSON.stringify(request.requestBody));
    const answers = elementsOf(memberOf(heard.text, "BatchItemResponse") ?? "");
    expect(answers.map((answer) => shapeOf(JSON.parse(answer)))).toEqual(
      items.map((item) => shapeOf(JSON.parse(item))),
    );
    expect(answers[1]).toBe(items[1]);
    expect(answers[3]).toBe(items[3]);
  });

  test("batch/intuit-java-sdk.deposit-and-query.2015.json: same structure, with sparse rows for named members", async () => {
    const body = cover("batch/intuit-java-sdk.deposit-and-query.2015.json");
    await at(body);
    const [created = ""] = elementsOf(memberOf(body, "BatchItemResponse") ?? "");
    const deposit = memberOf(created, "Deposit") ?? "";
    only("Deposit", [deposit]);
    const request = `{"BatchItemRequest":[{"bId":"1","operation":"update","Deposit":${deposit}},{"bId":"2","Query":"select DepositToAccountRef, CashBack, TotalAmt, Line.DepositLineDetail from Deposit"}]}`;
    const heard = await caller.post("batch", request);
    const [one = "", two = ""] = elementsOf(memberOf(heard.text, "BatchItemResponse") ?? "");
    expect(shapeOf(JSON.parse(one))).toEqual(shapeOf(JSON.parse(created)));
    const row = elementsOf(memberOf(memberOf(two, "QueryResponse") ?? "", "Deposit") ?? "")[0] ?? "";
    expect(
      membersOf(row)
        .map(([key]) => key)
        .toSorted(),
    ).toEqual(["CashBack", "DepositToAccountRef", "Id", "Line", "TotalAmt", "sparse"]);
    expect(memberOf(row, "sparse")).toBe("true");
  });
});

describe("single objects and lists of 2013 to 2026", () => {
  const reads = [
    "bill.read.2015",
    "companyinfo.read.2015",
    "invoice.opening-balance.2015",
    "journalcode.read-without-metadata.2015",
    "transfer.read.2015",
  ];

  test.each(reads)("intuit-sdk-tests/%s.json is read with the same bytes", async (name) => {
    const body = cover(`intuit-sdk-tests/${name}.json`);
    await at(body);
    const [[entity, raw] = ["", ""]] = membersOf(body);
    only(entity, [raw]);
    const { Id } = JSON.parse(raw) as { Id: string };
    const heard = await caller.get(`${entity.toLowerCase()}/${Id}`);
    // A time with a zero at its end is from years in which zeros were not cut.
    expect(memberOf(heard.text, entity)).toBe(raw);
    expect(timeOf(heard.text)).toBe(timeOf(body));
  });

  test.each(["account.query-page.2015", "timeactivity.query.2013", "preferences.query.2013"])(
    "intuit-sdk-tests/%s.json has the same rows in the same order",
    async (name) => {
      const body = cover(`intuit-sdk-tests/${name}.json`);
      await at(body);
      const response = memberOf(body, "QueryResponse") ?? "";
      const [[entity, rows] = ["", ""]] = membersOf(response);
      only(entity, elementsOf(rows));
      const heard = await caller.query(`select * from ${entity}`);
      expect(memberOf(memberOf(heard.text, "QueryResponse") ?? "", entity)).toBe(rows);
    },
  );

  test("doc-samples/exchangerate.read.json: same structure, without Id and MetaData", async () => {
    const body = cover("doc-samples/exchangerate.read.json");
    await at('"time":"2026-07-30T00:00:00Z"');
    const heard = await caller.get("exchangerate?sourcecurrencycode=CAD&asofdate=2026-07-30");
    expect(shapeOf(without(JSON.parse(heard.text), "time"))).toEqual(shapeOf(JSON.parse(body)));
  });
});

describe("the token endpoint", () => {
  const refreshing = (token: string) => caller.token({ grant_type: "refresh_token", refresh_token: token });

  test.each([
    "intuit-oauth-jsclient.bearer-token",
    "intuit-oauth-jsclient.refreshResponse",
    "intuit-dotnet-sdk.success_token_response",
  ])("oauth/%s.json: same structure, but for an id_token", async (name) => {
    const recorded = JSON.parse(cover(`oauth/${name}.json`)) as object;
    await at("");
    const heard = await refreshing(caller.refreshToken);
    expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(without(recorded, "id_token")));
  });

  test("oauth/intuit-oauth-jsclient.authResponse.json and response.json: the same answer within a client's own object", async () => {
    const recorded = JSON.parse(cover("oauth/intuit-oauth-jsclient.authResponse.json")) as {
      body: string;
      response: { status: number; headers: Record<string, string> };
    };
    const other = JSON.parse(cover("oauth/intuit-oauth-jsclient.response.json")) as { body: string; status: number };
    await at("");
    const heard = await refreshing(caller.refreshToken);
    for (const { body, status } of [{ ...recorded.response, body: recorded.body }, other]) {
      expect(heard.status).toBe(status);
      expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(without(JSON.parse(body), "id_token")));
    }
    expect(heard.headers.get("cache-control")).toBe(recorded.response.headers["cache-control"]);
    expect(heard.headers.get("content-type")?.toLowerCase()).toBe(
      recorded.response.headers["content-type"]?.toLowerCase(),
    );
    expect(heard.headers.has("intuit_tid")).toBe(true);
  });

  test.each([
    ["oauth/400.invalid_grant.bare.json", undefined],
    ["oauth/400.invalid_grant.token-invalid.json", "invalid-grant-token-invalid"],
    ["oauth/400.invalid_grant.incorrect-or-invalid-refresh-token.json", "invalid-grant-incorrect-token"],
  ] as const)("%s has the same bytes", async (file, fault) => {
    const body = cover(file);
    await at("");
    if (fault !== undefined) qbo.scenario([{ match: { kind: "oauth" }, fault }]);
    expect(await refreshing("nonsense")).toMatchObject({ status: 400, text: body });
  });

  test("oauth/intuit-oauth-jsclient.errorResponse.json: the same body within a client's own object", async () => {
    const recorded = JSON.parse(cover("oauth/intuit-oauth-jsclient.errorResponse.json")) as {
      body: string;
      response: { status: number };
    };
    qbo.scenario([{ match: { kind: "oauth" }, fault: "invalid-grant-token-invalid" }]);
    expect(await refreshing("nonsense")).toMatchObject({ status: recorded.response.status, text: recorded.body });
    qbo.calm();
  });

  test("oauth/400.invalid_grant.authorization-code.json has the same bytes, and so has any failure the same structure", async () => {
    const body = cover("oauth/400.invalid_grant.authorization-code.json");
    const heard = await caller.token({
      grant_type: "authorization_code",
      code: "nonsense",
      redirect_uri: "http://127.0.0.1/",
    });
    expect(heard).toMatchObject({ status: 400, text: body });
    const placeholder = cover("oauth/intuit-dotnet-sdk.failure_token_response.json");
    expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(JSON.parse(placeholder)));
  });

  test("oauth/invalid_client.bare.json has the same bytes", async () => {
    const body = cover("oauth/invalid_client.bare.json");
    const heard = await caller.token(
      { grant_type: "refresh_token", refresh_token: "x" },
      { authorization: "Basic bm9ib2R5Om5vdGhpbmc=" },
    );
    expect(heard).toMatchObject({ status: 401, text: body });
  });

  test("revocation: oauth/intuit-dotnet-sdk.success_revoketoken_response.json and its failure have the same structure", async () => {
    const recorded = cover("oauth/intuit-dotnet-sdk.success_revoketoken_response.json");
    const failure = cover("oauth/intuit-dotnet-sdk.failure_token_revocation_response.json");
    await at("");
    const { clientId, clientSecret } = qbo.credentials;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const revoke = (token: string) =>
      hear(qbo.oauthRevokeUrl, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
    expect(shapeOf(JSON.parse((await revoke("nonsense")).text))).toEqual(shapeOf(JSON.parse(failure)));
    expect(JSON.parse((await revoke(caller.refreshToken)).text)).toEqual(JSON.parse(recorded));
  });

  test("oauth/intuit-dotnet-sdk.discovery.json: same structure, this machine's addresses", async () => {
    const body = cover("oauth/intuit-dotnet-sdk.discovery.json");
    const heard = await hear(`${qbo.url}/.well-known/openid_sandbox_configuration`, {});
    expect(Object.keys(JSON.parse(heard.text) as object)).toEqual(Object.keys(JSON.parse(body) as object));
  });
});

test("minimul/response-headers.json: the names of the headers, apart from those of the transport", async () => {
  const recorded = JSON.parse(cover("minimul/response-headers.json")) as {
    kind: string;
    headers: Record<string, string>;
  }[];
  covered.add("minimul/requests.jsonl");
  await at("");
  only("Customer", recordLines("minimul/customer.records.jsonl"));
  const answers = new Map([
    ["query 200", await caller.query("select * from Customer")],
    ["query 400 validation fault", await caller.query("select * from Custmoer")],
  ]);
  const transport = new Set(["date", "transfer-encoding", "connection", "content-length", "intuit-tid"]);
  for (const [kind, heard] of answers) {
    const wanted = recorded.find((candidate) => candidate.kind === kind)?.headers ?? {};
    for (const name of Object.keys(wanted))
      if (!transport.has(name.toLowerCase())) expect([kind, name, heard.headers.has(name)]).toEqual([kind, name, true]);
    expect(heard.headers.get("content-type")).toBe(wanted["Content-Type"]);
  }
});

/** Not answers of the service, or answers of a service that is not simulated. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "doc-samples/webhook.notification.json": "a message that the service sends by itself; the simulator sends none",
  "errors/400.code-6240.tax-service.json":
    "an answer of the tax service, which is not simulated; the same fault is replayed from its other recordings",
};

test("every recording is replayed, or left out with a reason", () => {
  const files = recordingFiles();
  expect(files.length).toBeGreaterThan(110);
  expect(files.filter((file) => !covered.has(file) && LEFT_OUT[file] === undefined)).toEqual([]);
});
