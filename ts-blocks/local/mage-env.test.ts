import { expect, test } from "vitest";
import type { Credentials } from "./credentials";
import { mageEnv } from "./mage-env";
import { localPaths } from "./paths";

const credentials: Credentials = {
  postgresPassword: "root",
  magePassword: "mage",
  qboOwnerPassword: "owner-pw",
  readerPassword: "reader-pw",
  loaderPassword: "loader",
  ownerEmail: "owner@example.com",
  ownerPassword: "owner",
  jwtSecret: "jwt",
  seeded: {},
};
const operator = {
  PATH: "/bin",
  HOME: "/home/op",
  DEBUG: "qb:*",
  AWS_SECRET_ACCESS_KEY: "x",
  HTTPS_PROXY: "http://proxy",
  no_proxy: "localhost",
  MAGE_DATA_DIR: "/elsewhere",
};
const plan = {
  env: operator,
  paths: localPaths("/x", { kind: "generated" as const, company: "demo" }),
  credentials,
  databaseUrl: "postgresql://mage:mage@127.0.0.1:1/mage",
  qbo: { apiBaseUrl: "http://127.0.0.1:2", oauthTokenUrl: "http://127.0.0.1:2/token" },
  live: false,
  schedulerIntervalSeconds: 2,
};

test("Mage gets only the variables that it needs from the operator's environment", () => {
  const env = mageEnv(plan);
  expect(env.HOME).toBe("/home/op");
  expect(env).not.toHaveProperty("DEBUG"); // Mage reads it as a number and crashes
  expect(env).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
  expect(env.MAGE_DATA_DIR).toBe("/x/stacks/generated-demo/mage-data");
});

test("Mage's temporary files are in our folder, unless a socket's path would be too long there", () => {
  expect(mageEnv(plan).TMPDIR).toBe("/x/tmp");
  const paths = localPaths(`/${"deep/".repeat(20)}`, { kind: "generated", company: "demo" });
  const env = { ...operator, TMPDIR: "/var/tmp" };
  expect(mageEnv({ ...plan, env, paths }).TMPDIR).toBe("/var/tmp");
});

test("the blocks use the node that runs this program", () => {
  expect(mageEnv(plan).PATH?.split(":")[0]).toBe(process.execPath.replace(/\/node$/, ""));
});

test("Mage asks for a password and keeps its metadata in Postgres", () => {
  expect(mageEnv(plan)).toMatchObject({
    REQUIRE_USER_AUTHENTICATION: "1",
    DEFAULT_OWNER_PASSWORD: "owner",
    MAGE_DATABASE_CONNECTION_URL: "postgresql+psycopg2://mage:mage@127.0.0.1:1/mage",
  });
});

test("the proxy variables are passed on for a live QuickBooks only", () => {
  expect(mageEnv(plan)).not.toHaveProperty("HTTPS_PROXY");
  expect(mageEnv({ ...plan, live: true })).toMatchObject({ HTTPS_PROXY: "http://proxy", no_proxy: "localhost" });
  const intuit = { apiBaseUrl: "https://quickbooks.example" };
  expect(mageEnv({ ...plan, live: true, qbo: intuit })).not.toHaveProperty("QBO_OAUTH_TOKEN_URL");
});
