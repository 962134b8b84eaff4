import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAddressFile } from "./address-file";
import { qboAddresses } from "./addresses";

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "qbo-addresses-"));
  file = join(folder, "addresses.json");
});
afterAll(() => rmSync(folder, { recursive: true }));

test("without a file, and before the file is written, the addresses are Intuit's", () => {
  expect(qboAddresses("sandbox", withAddressFile({})).replaced).toEqual([]);
  expect(qboAddresses("sandbox", withAddressFile({ QBO_ADDRESSES_FILE: file })).replaced).toEqual([]);
});

test("the addresses of the file replace Intuit's, and are checked in the same way", () => {
  writeFileSync(file, JSON.stringify({ QBO_API_BASE_URL: "http://simulator:9001" }));
  expect(qboAddresses("sandbox", withAddressFile({ QBO_ADDRESSES_FILE: file })).apiBaseUrl).toBe(
    "http://simulator:9001",
  );
  writeFileSync(file, JSON.stringify({ QBO_API_BASE_URL: "http://elsewhere:9001" }));
  expect(() => qboAddresses("sandbox", withAddressFile({ QBO_ADDRESSES_FILE: file }))).toThrow(/unencrypted/);
});

test.each(["", "{", "[]", '{"QBO_API_BASE_URL": 1}', '{"OTHER": "x"}'])("a file that holds %j is refused", (text) => {
  writeFileSync(file, text);
  expect(() => withAddressFile({ QBO_ADDRESSES_FILE: file })).toThrow(/does not hold addresses/);
});
