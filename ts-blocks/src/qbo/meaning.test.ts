import { expect, test } from "vitest";
import { received } from "../../test/support/scripted";
import { findFault as faultInBytes } from "./faults";
import { meaningOf } from "./meaning";

const fault = (code: string, message = "m", detail = "d") =>
  JSON.stringify({ Fault: { Error: [{ Message: message, Detail: detail, code }], type: "SERVICE" } });
const page = '{"QueryResponse":{}}';
const findFault = (body: string) => faultInBytes(Buffer.from(body));

test("a fault is read with keys in any case, and with any of its members missing", () => {
  const body = '{"FAULT":{"error":[{"MESSAGE":"m","Detail":null,"Code":"003200"}],"Type":"AUTHENTICATION"}}';
  expect(findFault(body)).toEqual({ code: "3200", type: "AUTHENTICATION", message: "m", detail: "" });
  expect(findFault('{"Fault":{"Error":[{"code":3001}]}}')).toEqual({ code: "3001", type: "", message: "", detail: "" });
});

test("of several errors in one fault the first is reported", () => {
  const body =
    '<Fault><Error code="4001"><Detail>a</Detail></Error><Error code="2020"><Detail>b</Detail></Error></Fault>';
  expect(findFault(body)).toMatchObject({ code: "4001", detail: "a" });
  expect(findFault('{"Fault":{"Error":[{"code":"4001","Detail":"a"},{"code":"2020"}]}}')).toMatchObject({
    code: "4001",
    detail: "a",
  });
});

test.each([
  '{"fault":{"error":[{"message":"…"}]}}',
  '{"fault":{"error":[{"message":"…","code":null}]}}',
  "<Fault><Error><Message>…</Message></Error></Fault>",
])("in a fault without a code of its own, %s, the code is taken from the message", (body) => {
  const message = "message=ThrottleExceeded; errorCode=003001; statusCode=429";
  expect(findFault(body.replace("…", message))?.code).toBe("3001");
});

test.each([
  page,
  '{"Fault":null}',
  '{"QueryResponse":{"Invoice":[{"Fault":"a word"}]}}',
  "{cut",
  "",
  "plain text",
  "<html></html>",
])("%j holds no fault", (body) => {
  expect(findFault(body)).toBeUndefined();
});

test("an answer is good with records and without records", () => {
  expect(meaningOf(received(200, '\n{"QueryResponse":{"Invoice":[{"Id":"1"}]}}'))).toMatchObject({ kind: "good" });
  expect(meaningOf(received(200, page))).toMatchObject({ kind: "good" });
});

test("one code means an outage with one HTTP status, and a disconnected app with another", () => {
  expect(meaningOf(received(500, fault("3100"))).kind).toBe("unavailable");
  expect(meaningOf(received(403, fault("3100"))).kind).toBe("forbidden");
});

test.each([
  [401, "120", "forbidden"], // the user lost the rights
  [403, "5020", "forbidden"],
  [400, "6190", "forbidden"], // the subscription ended
  [400, "610", "refused"],
  [400, "4002", "refused"],
  [400, "3200", "token-refused"],
  [400, "10000", "doubtful"],
  [200, "10000", "doubtful"], // a fault inside a 200
  [200, "4001", "refused"],
  [429, "3001", "throttled"],
  [500, "3001", "throttled"],
])("HTTP %i with fault %s is %s", (status, code, kind) => {
  expect(meaningOf(received(status, fault(code))).kind).toBe(kind);
});

test.each([
  [401, "token-refused"],
  [403, "unavailable"], // nor does it say anything of our rights
  [429, "throttled"],
  [500, "unavailable"],
  [502, "unavailable"],
  [504, "unavailable"],
  [404, "refused"],
  [302, "unavailable"],
  [200, "unavailable"], // a gateway's own page
])("HTTP %i with a page of HTML is %s", (status, kind) => {
  expect(meaningOf(received(status, "<html><body>Sorry</body></html>")).kind).toBe(kind);
});

test("a broken connection counts as unavailable, with the reason that the connection gave", () => {
  expect(meaningOf({ kind: "broken", reason: "the connection failed (ECONNRESET)" })).toEqual({
    kind: "unavailable",
    reason: "the connection failed (ECONNRESET)",
  });
});

test("a pause that QuickBooks asks for is part of the meaning of a reply", () => {
  expect(meaningOf(received(429, "", { retryAfterMs: 5_000 }))).toMatchObject({
    kind: "throttled",
    retryAfterMs: 5_000,
  });
  expect(meaningOf(received(503, "", { retryAfterMs: 5_000 }))).toMatchObject({
    kind: "unavailable",
    retryAfterMs: 5_000,
  });
});

test("the reason is one line with the status, the code and the start of the detail", () => {
  expect(meaningOf(received(400, fault("4000", "m", "Encountered\n  something")))).toEqual({
    kind: "refused",
    code: "4000",
    reason: "HTTP 400, fault 4000: Encountered something",
  });
  const long = meaningOf(received(400, fault("4000", "m", "x".repeat(3_000))));
  expect(long.kind === "refused" && long.reason.length).toBeLessThan(250);
});
