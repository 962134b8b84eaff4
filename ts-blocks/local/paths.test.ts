import { describe, expect, test } from "vitest";
import { UsageError } from "../src/console/errors";
import { chooseSource, localPaths, requireRecords, sourceName } from "./paths";

describe("the source of a stack's data", () => {
  test("is the generated demo company by default", () => {
    expect(chooseSource({}, {})).toEqual({ kind: "generated", company: "demo" });
    expect(sourceName(chooseSource({}, {}))).toBe("generated-demo");
  });

  test("is a live QuickBooks when the environment names its address", () => {
    const source = chooseSource(
      {},
      { QBO_API_BASE_URL: "https://qbo.example", QBO_OAUTH_TOKEN_URL: "https://oauth.example" },
    );
    expect(source).toEqual({ kind: "live", apiBaseUrl: "https://qbo.example", oauthTokenUrl: "https://oauth.example" });
  });

  test("is the one on the command line, whatever the environment says", () => {
    const env = { QBO_API_BASE_URL: "https://qbo.example" };
    expect(chooseSource({ size: "small" }, env).kind).toBe("generated");
    expect(chooseSource({ records: "/data" }, env)).toEqual({ kind: "records", dir: "/data" });
  });

  test("has its own folder, so that two companies never share a database", () => {
    const folders = [
      chooseSource({}, {}),
      chooseSource({ size: "small" }, {}),
      chooseSource({ records: "/data/a" }, {}),
      chooseSource({ records: "/data/b" }, {}),
      chooseSource({}, { QBO_API_BASE_URL: "https://qbo.example" }),
    ].map((source) => localPaths("/x", source).source);
    expect(new Set(folders).size).toBe(folders.length);
    expect(folders[2]).toMatch(/^\/x\/stacks\/records-[0-9a-f]{8}$/);
  });

  test("cannot have a name that leads out of the folder", () => {
    expect(() => chooseSource({ size: "../../etc" }, {})).toThrow(UsageError);
  });

  test("that is not possible is refused before anything is made for it", () => {
    expect(() => chooseSource({ size: "tiny" }, {})).toThrow(/small, demo, typical, large, not "tiny"/);
    expect(() => chooseSource({}, { QBO_API_BASE_URL: "notaurl" })).toThrow(UsageError);
    expect(() => requireRecords({ kind: "records", dir: "/no/such/folder" })).toThrow(/no such folder/);
    expect(() => requireRecords({ kind: "records", dir: __filename })).toThrow(UsageError);
  });
});
