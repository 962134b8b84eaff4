// @module-tag recordings
import { describe, expect, test } from "vitest";
import { recordings } from "../../test/support/recordings";
import { ContractError } from "../errors";
import { readCount, readPage } from "./answer";

const NAMES: Record<string, string> = {
  customer: "Customer",
  employee: "Employee",
  salesreceipt: "SalesReceipt",
  vendor: "Vendor",
};

const envelopes = recordings("minimul/envelopes");

describe.each(envelopes.map(({ file, text }) => [file, text]))("the recorded answer %s", (file, text) => {
  const [entity = "", kind = ""] = file.split(".");
  const name = NAMES[entity] ?? "an entity nobody has written down";

  if (kind.startsWith("count")) {
    test("is read as a count", () => {
      const { count, sourceTime } = readCount(Buffer.from(text));
      expect(text).toContain(`"totalCount":${count}`);
      expect(sourceTime).toMatch(/^2020-09-29T13:0\d:\d\dZ$/);
    });
    return;
  }

  if (kind === "read-by-id") {
    test("is one object, and is not read as a page or a count", () => {
      expect(() => readPage(Buffer.from(text), { qbo: name })).toThrow(ContractError);
      expect(() => readCount(Buffer.from(text))).toThrow(ContractError);
    });
    return;
  }

  test("is kept as received, with as many records as it says", () => {
    const page = readPage(Buffer.from(text), { qbo: name });
    if (page.keys.length === 0)
      expect(page).toEqual({ head: text, records: Buffer.from("[]"), tail: "", keys: [], places: [], fields: [] });
    else expect(page.head + page.records + page.tail).toBe(text);
    expect(JSON.parse(page.records.toString())).toEqual(JSON.parse(text).QueryResponse[name] ?? []);
    expect(page.keys).toHaveLength(JSON.parse(text).QueryResponse.maxResults ?? 0);
    for (const key of page.keys)
      expect(key).toEqual({
        id: expect.any(String),
        updatedAt: expect.stringMatching(/Z$/),
        created: expect.any(String),
        syncToken: expect.stringMatching(/^\d+$/),
      });
  });
});

test("a record that was also recorded alone is character for character the same in its page", () => {
  const alone = recordings("minimul")
    .filter(({ file }) => file.endsWith(".records.jsonl"))
    .flatMap(({ text }) => text.trimEnd().split("\n"));
  let compared = 0;
  for (const { file, text } of envelopes) {
    const [entity = "", kind = ""] = file.split(".");
    const standing = alone.filter((line) => text.includes(line));
    if (standing.length === 0 || kind === "read-by-id") continue;
    const { records } = readPage(Buffer.from(text), { qbo: NAMES[entity] ?? entity });
    expect(standing.filter((line) => !records.includes(line))).toEqual([]);
    compared += standing.length;
  }
  expect(compared).toBeGreaterThan(90);
});
