import { expect, test } from "vitest";
import { shippedStatement } from "./statement";

const EXPRESSIONS = {
  raw_table: "raw.qb_invoices",
  versions_table: "raw.qb_invoices_versions",
  sync_token: "payload ->> 'SyncToken'",
  stable_text: "r.text",
};
const VALUES = { run_id: 7, page_number: 3, entity: "invoices", timed: true, careful: false, too_deep: [] };

test("a shipped statement contains its tables and expressions, and its values stay outside the text", () => {
  const { text, values } = shippedStatement("write_page", EXPRESSIONS, VALUES);
  expect(text).toContain("insert into raw.qb_invoices as kept");
  expect(text).toContain("where run_id = $1 and page_number = $2");
  expect(text).toContain("convert_from(r.text, 'UTF8')::jsonb");
  expect(values).toEqual([7, 3, "invoices", true, false, []]);
});

test("a name in a statement without a value is an error, not an empty text", () => {
  const { careful: _, ...fewer } = VALUES;
  expect(() => shippedStatement("write_page", EXPRESSIONS, fewer)).toThrow(
    "db/statements/write_page.sql asks for :careful",
  );
});
