import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { initDatabase } from "../../src/warehouse/database/init";
import { openDatabase, type TestDatabase } from "../support/database-on";
import { MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand } from "../support/operator";
import { PostgresFiles } from "../support/postgres-files";
import { type ScratchPostgres, startScratchPostgres } from "../support/scratch-postgres";
import { OUT_OF_DATE, SELF_SIGNED } from "../support/self-signed";

const PASSWORD = "only-for-this-test";
const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
/** On one line, which is the form that Mage's page accepts. */
const ONE_LINE = SELF_SIGNED.cert.replaceAll("\n", "");

let qbo: Simulator;
let server: ScratchPostgres;
let files: PostgresFiles;
let db: TestDatabase;
beforeAll(async () => {
  qbo = await startSimulator({ company: "small", seed: 1 });
  server = await startScratchPostgres();
  files = await PostgresFiles.of(server.url);
  db = await openDatabase(server.url, "tls");
  await initDatabase(db.url);
  await db.rows(`alter role qbo_loader login password '${PASSWORD}'`);
  await db.rows(`create role owner_of_it login password '${PASSWORD}'`);
  await db.rows("alter database tls owner to owner_of_it");
});
afterAll(async () => {
  await db[Symbol.asyncDispose]();
  await server.stop();
  await qbo[Symbol.asyncDispose]();
});

/** The loader of a run or of a dry run against this server, with these secrets and variables of Mage's environment. */
async function load(secrets: Record<string, string>, environment: Record<string, string> = {}) {
  const before = qbo.calls().total;
  const mage = new MageStandIn({ ...db.settings, user: "qbo_loader", password: PASSWORD }, qbo);
  Object.assign(mage.secrets, secrets);
  Object.assign(mage.environment, environment);
  const { loader, validator } = await mage.pipeline("items", JANUARY);
  return { loader, verdict: validator?.output?.verdict, calls: qbo.calls().total - before };
}

test("a server without encryption is reported as such when encryption is demanded", async () => {
  const { loader, calls } = await load({ POSTGRES_SSLMODE: "require" });
  expect(loader?.failure).toMatchObject({
    code: "POSTGRES_NOT_ENCRYPTED",
    message: "The settings demand encryption, and the Postgres server offers none.",
    retryable: false,
  });
  expect(calls).toBe(0);
});

describe("a server that takes encrypted connections only", () => {
  beforeAll(async () => {
    await files.encrypt(SELF_SIGNED);
    await files.rules(["hostssl all all 127.0.0.1/32 scram-sha-256", "host all all 127.0.0.1/32 reject"]);
  });

  test("is reported as such, and the message does not blame user or password", async () => {
    const { loader, calls } = await load({});
    expect(loader?.failure).toMatchObject({
      code: "POSTGRES_DEMANDS_ENCRYPTION",
      message: "The Postgres server refuses connections that are not encrypted.",
      remedy: expect.stringContaining("POSTGRES_SSLMODE"),
    });
    expect(loader?.exitCode).toBe(64);
    expect(calls).toBe(0);
  });

  test.each([
    ["any certificate", { POSTGRES_SSLMODE: "require" }],
    ["a certificate that the given one signed", { POSTGRES_SSLMODE: "verify-ca", POSTGRES_SSLROOTCERT: ONE_LINE }],
    ["that, and the server's name in it", { POSTGRES_SSLMODE: "verify-full", POSTGRES_SSLROOTCERT: ONE_LINE }],
    ["encryption where there is any", { POSTGRES_SSLMODE: "prefer" }],
  ])("is loaded to the end by a secret that demands %s", async (_, secrets) => {
    const { loader, verdict } = await load(secrets);
    expect([loader?.failure, verdict]).toEqual([undefined, "complete"]);
  });

  test("is loaded to the end with Postgres' own variables in Mage's environment", async () => {
    const { loader, verdict } = await load({}, { PGSSLMODE: "require" });
    expect([loader?.failure, verdict]).toEqual([undefined, "complete"]);
  });

  test("is not loaded if its certificate cannot be trusted, and QuickBooks is not asked", async () => {
    const { loader, calls } = await load({ POSTGRES_SSLMODE: "verify-full" });
    expect(loader?.failure).toMatchObject({
      code: "POSTGRES_CERTIFICATE",
      message: "The certificate of the Postgres server is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).",
      retryable: false,
    });
    expect(calls).toBe(0);
  });

  test.each([
    [
      "a mode that does not exist",
      { POSTGRES_SSLMODE: "on" },
      "POSTGRES_SSLMODE must be one of disable, prefer, require, verify-ca, verify-full",
    ],
    [
      "a file that does not exist",
      { POSTGRES_SSLMODE: "verify-full", POSTGRES_SSLROOTCERT: "/no/such/file.pem" },
      "the root certificate is neither PEM text nor a file on this machine",
    ],
    [
      "a certificate without its key",
      { POSTGRES_SSLMODE: "require", POSTGRES_SSLCERT: ONE_LINE },
      "the client certificate and its key go together",
    ],
    [
      "a key in place of a certificate",
      { POSTGRES_SSLMODE: "require", POSTGRES_SSLROOTCERT: SELF_SIGNED.key },
      "the root certificate holds no CERTIFICATE in PEM form",
    ],
  ])("a setting that cannot be used is reported: %s", async (_, secrets, said) => {
    const { loader, calls } = await load(secrets);
    expect(loader?.failure).toMatchObject({ code: "CONFIG_SECRETS", message: expect.stringContaining(said) });
    expect(loader?.text).not.toContain(SELF_SIGNED.key.split("\n")[1]);
    expect(calls).toBe(0);
  });

  test("is prepared and read by the commands with Postgres' own variables", async () => {
    const { host, port, database } = db.settings;
    const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGPASSWORD: PASSWORD };
    const owner = { ...env, PGUSER: "owner_of_it" };
    const refused = await OperatorCommand.start("report", [], [], { ...owner, PGSSLMODE: "disable" }).outcome();
    expect([refused.exitCode, refused.err]).toEqual([
      64,
      expect.stringContaining("connections that are not encrypted"),
    ]);
    const reader = { ...env, PGUSER: "qbo_loader", PGSSLMODE: "require" };
    const report = await OperatorCommand.start("report", ["--out", "/dev/null"], [], reader).outcome();
    expect([report.exitCode, report.err]).toEqual([0, ""]);
    const init = await OperatorCommand.start("db-init", [], [], { ...owner, PGSSLMODE: "verify-ca" }).outcome();
    expect([init.exitCode, init.err]).toEqual([64, expect.stringContaining("is not trusted")]);
  });
});

test("a server whose certificate is out of date is reported as that", async () => {
  await files.encrypt({ ...SELF_SIGNED, cert: OUT_OF_DATE });
  const { loader, calls } = await load({
    POSTGRES_SSLMODE: "verify-full",
    POSTGRES_SSLROOTCERT: OUT_OF_DATE.replaceAll("\n", ""),
  });
  expect(loader?.failure).toMatchObject({
    code: "POSTGRES_CERTIFICATE",
    message: "The certificate of the Postgres server is not valid on today's date (CERT_HAS_EXPIRED).",
    remedy: expect.stringContaining("clock"),
  });
  expect(calls).toBe(0);
});

test("a server that demands a client certificate is loaded with certificate and key", async () => {
  await files.encrypt(SELF_SIGNED, SELF_SIGNED.cert);
  await files.rules(["hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca"]);
  const without = await load({ POSTGRES_SSLMODE: "require" });
  expect(without.loader?.failure).toMatchObject({
    code: "POSTGRES_REFUSED",
    remedy: expect.stringContaining("POSTGRES_SSLCERT"),
  });
  const { loader, verdict } = await load({
    POSTGRES_SSLMODE: "require",
    POSTGRES_SSLCERT: ONE_LINE,
    POSTGRES_SSLKEY: SELF_SIGNED.key.replaceAll("\n", "\\n"),
  });
  expect([loader?.failure, verdict]).toEqual([undefined, "complete"]);
  expect(loader?.text).not.toContain(SELF_SIGNED.key.split("\n")[1]);
});
