import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { CLIENTS_FOLDER, type InstalledClients, installClients } from "../support/simulator-clients";

/** The first run on a machine downloads the clients. */
const INSTALL_MS = 10 * 60_000;

interface Suite {
  readonly script: string;
  command(clients: InstalledClients): { readonly file: string; readonly env: NodeJS.ProcessEnv };
  /** Every line that the script must print, in this order. */
  readonly steps: readonly string[];
}

const NPM: Suite = {
  script: "with-node-quickbooks.cjs",
  command: ({ nodeModules }) => ({ file: process.execPath, env: { NODE_PATH: nodeModules } }),
  steps: [
    "intuit-oauth: consent",
    "intuit-oauth: refresh",
    "intuit-oauth: error of a dead token",
    "node-quickbooks: list with paging",
    "node-quickbooks: count",
    "node-quickbooks: read by id",
    ...["Accounts", "Vendors", "Terms", "TaxCodes", "TaxRates", "TaxAgencies", "PaymentMethods"].map(finds),
    ...["Bills", "Payments", "Estimates", "CreditMemos", "JournalEntries"].map(finds),
    "node-quickbooks: create and update",
    "node-quickbooks: CDC",
    "node-quickbooks: batch",
    "node-quickbooks: company info",
    "node-quickbooks: error of an unknown property",
    "node-quickbooks: refresh",
    "node-quickbooks: error after revoke",
  ],
};

const PYPI: Suite = {
  script: "with_python_quickbooks.py",
  command: ({ python }) => ({ file: python, env: {} }),
  steps: [
    "intuit-oauth: consent",
    "intuit-oauth: refresh",
    "intuit-oauth: error of a dead token",
    "python-quickbooks: list with paging",
    "python-quickbooks: count",
    "python-quickbooks: read by id",
    ...[
      "Item",
      "Account",
      "Vendor",
      "Payment",
      "Bill",
      "Estimate",
      "CreditMemo",
      "JournalEntry",
      "Term",
      "TaxCode",
    ].map((entity) => `python-quickbooks: ${entity}.all`),
    "python-quickbooks: create and update",
    "python-quickbooks: void",
    "python-quickbooks: error of a deleted invoice",
    "python-quickbooks: CDC",
    "python-quickbooks: batch",
    "python-quickbooks: error of an unknown entity",
    "python-quickbooks: error of the throttle",
    "python-quickbooks: error of an expired token",
    "intuit-oauth: revoke",
  ],
};

let clients: InstalledClients;

beforeAll(async () => {
  clients = await installClients();
}, INSTALL_MS);

describe.each([
  ["npm's intuit-oauth and node-quickbooks", NPM],
  ["PyPI's intuit-oauth and python-quickbooks", PYPI],
])("%s", (_, suite) => {
  test("work with the simulator as with QuickBooks, step by step", async () => {
    await using qbo = await startSimulator({ company: "small" });
    const { file, env } = suite.command(clients);
    // A proxy of the machine must not come between two programs on loopback.
    const options = { env: { ...process.env, ...env, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" } };
    const run = promisify(execFile)(file, [join(CLIENTS_FOLDER, suite.script), qbo.controlUrl], options);
    // A script that fails has printed its steps, which say more than the exit code.
    const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
    expect(stdout.trimEnd().split("\n"), stderr).toEqual(suite.steps.map((step) => `ok   ${step}`));
    const { byKind } = qbo.calls();
    for (const kind of ["oauth", "query", "count", "read", "cdc", "batch", "write"] as const)
      expect(byKind[kind], kind).toBeGreaterThan(0);
  });
});

function finds(plural: string): string {
  return `node-quickbooks: find${plural}`;
}
