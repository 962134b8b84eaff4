// @module-tag recordings
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultName } from "../faults/shapes";
import { memberOf } from "../json-text";
import { recordLines, shapeOf } from "../testing/recordings";
import { REPLAYED } from "./replayed";
import { bare, Stage, withShortTime } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("faults");
});

afterAll(() => stage.qbo.close());

describe("faults that a request provokes answer the same bytes", () => {
  const asks: readonly (readonly [
    file: string,
    ask: () => Promise<{ text: string; status: number }>,
    status: number,
  ])[] = [
    ["errors/400.code-4001.unknown-entity.json", () => stage.caller.query("SELECT * FROM Custmoer"), 400],
    [
      "errors/400.code-6240.duplicate-name.json",
      () => stage.caller.post("customer", '{"DisplayName":"Amy\'s Bird Sanctuary"}'),
      400,
    ],
    ["errors/200.code-6000.attachable-fault-inside-200.json", () => stage.upload("Estimate", "75"), 200],
  ];

  test.each(asks)("%s", async (file, ask, status) => {
    const body = stage.cover(file);
    await stage.at(body);
    stage.only("Customer", recordLines("minimul/customer.records.jsonl"));
    const heard = await ask();
    expect(heard.status).toBe(status);
    stage.expectSame(file, heard.text, body);
  });

  test("errors/400.code-500.unsupported-operation.json, except the company's number", async () => {
    const body = stage.cover("errors/400.code-500.unsupported-operation.json");
    await stage.at(body);
    const heard = await stage.caller.get("customer/1/5");
    expect(heard.status).toBe(400);
    const text = heard.text.replaceAll(stage.qbo.credentials.realmId, "-COMPANY_ID-");
    stage.expectSame("errors/400.code-500.unsupported-operation.json", text, body);
  });

  test("errors/401.code-3200.token-expired.lowercase.json", async () => {
    const body = stage.cover("errors/401.code-3200.token-expired.lowercase.json");
    await stage.at(body);
    stage.qbo.clock.set((JSON.parse(body) as { time: number }).time);
    stage.qbo.expireAccessTokens();
    expect(await stage.caller.get("companyinfo/1")).toMatchObject({ status: 401, text: body });
  });
});

describe("faults quoted without their time", () => {
  const asks: readonly (readonly [
    file: string,
    same: "text" | "structure",
    ask: () => Promise<{ text: string; status: number }>,
  ])[] = [
    [
      "errors/400.code-4000.query-parse-error.json",
      "text",
      () => stage.caller.query("SELECT * FROM Invoice ORDER TxnDate"),
    ],
    ["errors/400.code-2030.invalid-id.json", "text", () => stage.caller.get("customer/1.5")],
    ["errors/400.code-2020.required-param-missing.json", "structure", () => stage.caller.post("customer", "{}")],
    [
      "errors/400.code-2010.unsupported-property.json",
      "structure",
      () => stage.caller.post("invoice", '{"BadJson":1,"Line":[]}'),
    ],
  ];

  test.each(asks)("%s: same %s", async (file, same, ask) => {
    const body = stage.cover(file);
    await stage.at('"time":"2020-09-29T06:53:30.722-07:00"');
    stage.only("Customer", recordLines("minimul/customer.records.jsonl"));
    stage.only("Invoice", recordLines("minimul/invoice.records.jsonl"));
    const heard = await ask();
    expect(heard.status).toBe(400);
    if (same === "text") expect(memberOf(heard.text, "Fault")).toBe(memberOf(body, "Fault"));
    else
      expect(shapeOf(JSON.parse(memberOf(heard.text, "Fault") ?? ""))).toEqual(
        shapeOf(JSON.parse(memberOf(body, "Fault") ?? "")),
      );
  });
});

describe("faults are given by rules too", () => {
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
    ["errors/400.code-4001.unknown-entity.json", "bad-query-4001", 400],
    ["errors/400.code-6240.duplicate-name.xml", "duplicate-name-6240-xml", 400],
  ];

  test.each(rules)("%s is %s", async (file, fault, status) => {
    const body = stage.cover(file);
    await stage.at(body);
    stage.qbo.scenario([{ match: { kind: "query" }, fault }]);
    const heard = await stage.caller.query("select * from Invoice");
    expect(heard.status).toBe(status);
    if (REPLAYED[file]?.same !== "part") return stage.expectSame(file, heard.text, body);
    // Only a piece of the answer is recorded, or a test author added a second error.
    return expect(bare(heard.text)).toContain(
      bare(withShortTime(body)).replace(/<Error code="3200">(?:(?!<\/Error>).)*<Detail>.*$/, ""),
    );
  });
});

describe("a query that is refused answers XML to a caller that does not ask for JSON", () => {
  test.each(["errors/400.code-4001.maxresults-0.2024.xml", "errors/400.code-4001.value-too-small.xml"])(
    "%s",
    async (file) => {
      const body = stage.cover(file);
      await stage.at(body);
      const heard = await stage.caller.query("select * from Invoice maxresults 0", { accept: "application/xml" });
      expect(heard.status).toBe(400);
      const timeless = (text: string): string => bare(text).replace(/ time="[^"]*"/, "");
      expect(timeless(heard.text)).toBe(timeless(body));
    },
  );
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
