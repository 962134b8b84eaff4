// @module-tag recordings
import { describe, expect, test } from "vitest";
import { recordings } from "../../test/support/recordings";
import { ContractError } from "../errors";
import { readCount, readPage } from "./answer";
import { findFault } from "./faults";
import { type Meaning, meaningOf } from "./meaning";

/** Recorded answers of QuickBooks, the code in each, and what the program does about it. */
const EXPECTED: Record<string, [code: string | undefined, meaning: Meaning["kind"]]> = {
  // The fault of a part of an upload. A query never gets such an answer, and reading it as a page fails (last test).
  "200.code-6000.attachable-fault-inside-200.json": [undefined, "good"],
  "400.code-2010.unsupported-property.json": ["2010", "refused"],
  "400.code-2020.required-param-missing.json": ["2020", "refused"],
  "400.code-2030.invalid-id.json": ["2030", "refused"],
  "400.code-4000.query-parse-error.json": ["4000", "refused"],
  "400.code-4001.maxresults-0.2024.xml": ["4001", "refused"],
  "400.code-4001.unknown-entity.json": ["4001", "refused"],
  "400.code-4001.value-too-small.xml": ["4001", "refused"],
  "400.code-500.unsupported-operation.json": ["500", "refused"],
  "400.code-6240.duplicate-name.json": ["6240", "refused"],
  "400.code-6240.duplicate-name.xml": ["6240", "refused"],
  "400.code-6240.tax-service.json": ["6240", "refused"],
  "401.code-3200.application-authentication-failed.xml": ["3200", "token-refused"],
  "401.code-3200.token-expired.lowercase.json": ["3200", "token-refused"],
  "403.code-3001.throttle-exceeded.2016.xml": ["3001", "throttled"],
  "403.code-3100.application-authorization-failed.lowercase.json": ["3100", "forbidden"],
  "429.code-3001.throttle-exceeded.2017.xml": ["3001", "throttled"],
  "429.code-3001.throttle-exceeded.xml": ["3001", "throttled"],
  "500.code-10000.system-failure.xml": ["10000", "doubtful"],
  "503.gateway-page.partial.html": [undefined, "unavailable"],
  "504.code-6002.gateway-timeout.partial.xml": ["6002", "unavailable"],
  "code-10000.query-fails-on-one-record.2018.xml": ["10000", "doubtful"],
  "code-4002.query-processing-error.2019-03.json": ["4002", "refused"],
  "code-4002.query-processing-error.2019-11.json": ["4002", "refused"],
};

const errors = recordings("errors", Object.keys(EXPECTED));

test("every recorded error has an expectation, and every expectation its recording", () => {
  expect(errors.map(({ file }) => file)).toEqual(Object.keys(EXPECTED).sort());
});

describe.each(errors.map(({ file, text }) => [file, text]))("%s", (file, text) => {
  const [code, kind] = EXPECTED[file] ?? ["no expectation", "good"];
  /** The answer that Intuit's pages give for a code without a recording. */
  const status = Number(/^\d{3}/.exec(file)?.[0] ?? 400);

  test(`is understood as ${code === undefined ? "no fault of a query" : `fault ${code}`}`, () => {
    expect(findFault(Buffer.from(text))?.code).toBe(code);
  });

  test(`means ${kind}`, () => {
    const meaning = meaningOf({ kind: "received", status, body: Buffer.from(text) });
    expect(meaning).toMatchObject(kind === "refused" ? { kind, code } : { kind });
    if (meaning.kind !== "good") expect(meaning.reason).toContain(`HTTP ${status}`);
  });

  test("is never read as a page or a count", () => {
    const refusal = kind === "good" || text.trimStart().startsWith("{") ? ContractError : SyntaxError;
    expect(() => readPage(Buffer.from(text), { qbo: "Invoice" })).toThrow(refusal);
    expect(() => readCount(Buffer.from(text))).toThrow(refusal);
  });
});
