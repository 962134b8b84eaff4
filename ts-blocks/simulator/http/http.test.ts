import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { startSimulator } from "../index";
import { memberOf } from "../json-text";
import { Caller } from "../testing/caller";

const start = () =>
  startSimulator({ company: "small", clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true } });

test("a page carries its entity, positions and, for invoices, a totalCount of the page", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const page = async (statement: string) =>
    JSON.parse((await caller.query(statement)).text) as Record<string, Record<string, unknown>>;
  expect(Object.keys((await page("select * from Invoice startposition 3 maxresults 2")).QueryResponse ?? {})).toEqual([
    "Invoice",
    "startPosition",
    "maxResults",
    "totalCount",
  ]);
  expect((await page("select * from Item startposition 3 maxresults 2")).QueryResponse).toMatchObject({
    startPosition: 3,
    maxResults: 2,
  });
  expect((await page("select * from Item startposition 3 maxresults 2")).QueryResponse).not.toHaveProperty(
    "totalCount",
  );
  expect((await page("select * from Item startposition 5000")).QueryResponse).toEqual({});
});

test("totalCount beside rows counts the page, or the whole if the option says so", async () => {
  for (const [totalCount, expected] of [
    ["page", 2],
    ["whole", 60],
  ] as const) {
    await using qbo = await startSimulator({ company: "small", totalCount });
    const heard = await (await Caller.of(qbo)).query("select * from Invoice startposition 3 maxresults 2");
    expect(JSON.parse(heard.text)).toMatchObject({ QueryResponse: { totalCount: expected, maxResults: 2 } });
  }
});

test("an envelope's time drops trailing zeros, or keeps its three digits if the option says so", async () => {
  const clock = { startAtMs: Date.parse("2026-07-02T00:00:00.110Z"), frozen: true };
  for (const [timeFraction, expected] of [
    ["trimmed", "17:00:00.11-07:00"],
    ["full", "17:00:00.110-07:00"],
  ] as const) {
    await using qbo = await startSimulator({ company: "small", timeFraction, clock });
    const { text } = await (await Caller.of(qbo)).query("select count(*) from Item");
    expect(memberOf(text, "time")).toBe(`"2026-07-01T${expected}"`);
  }
});

test("a statement may be posted as text", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  for (const type of ["application/text", "text/plain"]) {
    const heard = await caller.post("query?minorversion=75", "select count(*) from Item", { "content-type": type });
    expect(memberOf(heard.text, "QueryResponse")).toBe('{"totalCount":12}');
  }
});

test("a statement in the address of a POST without a body is answered", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const path = `query?minorversion=75&query=${encodeURIComponent("select count(*) from Item")}`;
  for (const type of ["application/json", "application/text"]) {
    const heard = await caller.post(path, "", { "content-type": type });
    expect([type, memberOf(heard.text, "QueryResponse")]).toEqual([type, '{"totalCount":12}']);
  }
});

test("a statement that is declared as JSON or as a form is refused in the words of the service", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  for (const [type, body] of [
    ["application/json", '{"query":"select * from Item"}'],
    ["application/json; charset=utf-8", "select * from Item"],
    ["application/x-www-form-urlencoded", "query=select+*+from+Item"],
  ] as const) {
    const heard = await caller.post("query?minorversion=75", body, { "content-type": type });
    expect([type, heard.status]).toEqual([type, 400]);
    expect(heard.text).toContain(
      '{"Message":"Unsupported Operation","Detail":"Operation Cannot consume content type is not supported.","code":"500"}',
    );
  }
});

test("a path that does not exist is a 404 with a web page, for every caller", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  for (const path of ["nonsense", "nonsense/1", "customers/1", "reports/BalanceSheet"]) {
    for (const accept of ["application/json", "application/xml"]) {
      const heard = await caller.get(path, { accept });
      expect([path, heard.status, heard.headers.get("content-type")]).toEqual([path, 404, "text/html"]);
      expect(heard.text).toContain(`/${path} was not found on this server.`);
    }
  }
  expect((await caller.get("customer/1/5")).status).toBe(400);
});

test("a statement that names members gets sparse rows with only these members and the Id, also for a part of a member", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const [whole] = await caller.rows("select * from Invoice maxresults 1");
  const where = `from Invoice where Id = '${String(whole?.Id)}'`;
  const { LastUpdatedTime } = (whole?.MetaData ?? {}) as { LastUpdatedTime: string };
  const { text } = await caller.query(`select Id, SyncToken, MetaData.LastUpdatedTime ${where}`);
  expect(memberOf(memberOf(text, "QueryResponse") ?? "", "Invoice")).toBe(
    `[{"sparse":true,"Id":"${String(whole?.Id)}","SyncToken":"${String(whole?.SyncToken)}","MetaData":{"LastUpdatedTime":"${LastUpdatedTime}"}}]`,
  );
  const [part] = await caller.rows(`select Line.Amount, TxnDate ${where}`);
  const lines = whole?.Line as { Amount: number; DetailType: string }[];
  expect(part).toEqual({
    sparse: true,
    Id: whole?.Id,
    TxnDate: whole?.TxnDate,
    Line: lines.map(({ Amount, DetailType }) => ({ Amount, DetailType })),
  });
});

test("a query without a statement is answered with status 200 and a Fault", async () => {
  await using qbo = await start();
  const heard = await (await Caller.of(qbo)).get("query");
  expect(heard.status).toBe(200);
  expect(JSON.parse(heard.text)).toMatchObject({ Fault: { type: "SystemFault" } });
});

test("a plus sign that is not encoded arrives as a blank, and the literal is refused", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const statement = "select count(*) from Item where MetaData.LastUpdatedTime > '2026-01-01T00:00:00+00:00'";
  expect((await caller.query(statement)).status).toBe(200);
  const raw = encodeURIComponent(statement).replaceAll("%2B", "+");
  expect((await caller.get(`query?query=${raw}`)).status).toBe(400);
});

test("a caller of another company is refused with a bare 403", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const response = await fetch(`${qbo.apiBaseUrl}/v3/company/1234/query?query=select%20*%20from%20Item`, {
    headers: { authorization: `Bearer ${caller.accessToken}`, accept: "application/json" },
  });
  expect(response.status).toBe(403);
  expect(await response.text()).toBe(
    '{"fault":{"error":[{"message":"message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403","detail":null,"code":"3100","element":null}],"type":"SERVICE"}}',
  );
});

test("a text that is not a token is refused as malformed", async () => {
  await using qbo = await start();
  const caller = new Caller(qbo);
  caller.accessToken = "short";
  expect((await caller.query("select * from Item")).text).toContain("Malformed bearer token: too short or too long");
});

test("a caller that does not ask for JSON gets the same record as XML, its numbers unchanged", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const raw =
    '{"domain":"QBO","sparse":false,"Id":"900","SyncToken":"0","CustomerRef":{"value":"1","name":"A & B <C>"},"Line":[{"Id":"1","Amount":100.00},{"Amount":7}],"TotalAmt":107.00}';
  qbo.putRecord("Invoice", raw);
  const heard = await caller.get("invoice/900", { accept: "*/*" });
  expect(heard.headers.get("content-type")).toContain("application/xml");
  expect(heard.text).toContain(
    '<Invoice domain="QBO" sparse="false"><Id>900</Id><SyncToken>0</SyncToken><CustomerRef name="A &amp; B &lt;C&gt;">1</CustomerRef><Line><Id>1</Id><Amount>100.00</Amount></Line><Line><Amount>7</Amount></Line><TotalAmt>107.00</TotalAmt></Invoice>',
  );
});

test("answers are compressed for callers that accept gzip, and a header says so", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const path = `/v3/company/${qbo.credentials.realmId}/query?query=${encodeURIComponent("select * from Invoice")}`;
  const ask = (encoding: string) =>
    new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${caller.accessToken}`,
        accept: "application/json",
        "accept-encoding": encoding,
      };
      request(`${qbo.apiBaseUrl}${path}`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(chunks) }),
        );
      })
        .on("error", reject)
        .end();
    });
  const [packed, plain] = [await ask("gzip"), await ask("identity")];
  expect([packed.encoding, plain.encoding]).toEqual(["gzip", undefined]);
  expect(packed.body.length).toBeLessThan(plain.body.length / 3);
  expect((JSON.parse(gunzipSync(packed.body).toString()) as { QueryResponse: object }).QueryResponse).toHaveProperty(
    "Invoice",
  );
});

test("every answer carries an intuit_tid, also a refusal", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const answers = [
    await caller.query("select * from Item"),
    await caller.query("select"),
    await caller.get("nonsense/1/2/3"),
    await caller.get("companyinfo/1"),
    await caller.token({}),
  ];
  qbo.scenario("throttled-twice-then-fine");
  answers.push(await caller.query("select * from Item"));
  expect(answers.every(({ headers }) => headers.get("intuit_tid") !== null)).toBe(true);
});

test("CompanyInfo and Preferences are read by address and by query", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const read = memberOf((await caller.get(`companyinfo/${qbo.credentials.realmId}`)).text, "CompanyInfo");
  expect(JSON.parse(read ?? "{}")).toMatchObject({ CompanyName: qbo.company.name, Id: "1" });
  expect((await caller.query("select * from CompanyInfo")).text).toContain(read);
  expect((await caller.get("preferences")).status).toBe(200);
  expect(await caller.ids("select * from Preferences")).toEqual(["1"]);
});
