import { expect, test } from "vitest";
import { Wires } from "../../test/support/wires";
import { Bridge } from "../bridge/bridge";
import { SECRET_NAMES, TLS_SECRET_NAMES } from "../bridge/messages";
import { loaderSecrets, postgresSecrets, usableToken } from "./secrets";

const HELD: Record<string, string | null> = {
  POSTGRES_HOST: "127.0.0.1",
  POSTGRES_PORT: "5432",
  POSTGRES_DB: "warehouse",
  POSTGRES_USER: "loader",
  POSTGRES_PASSWORD: "password-1",
  QBO_CLIENT_ID: "client-id-1",
  QBO_CLIENT_SECRET: "client-secret-1",
  QBO_REALM_ID: "4620816365000000000",
  QBO_ENV: "sandbox",
  QBO_REFRESH_TOKEN: "[handed over under a lease only]",
};

/** A bridge to a Mage that holds these secrets. */
function mageWith(changes: Record<string, string | null> = {}) {
  const wires = new Wires();
  const bridge = new Bridge(wires.toChild, wires.fromChild, () => {});
  wires.send({ type: "secret", values: { ...HELD, ...changes } });
  return { bridge, wires };
}

test("the loader asks for all secrets at once, and of the refresh token it learns only that it exists", async () => {
  const { bridge, wires } = mageWith();
  expect(await loaderSecrets(bridge)).toEqual({
    postgres: {
      host: "127.0.0.1",
      port: 5432,
      database: "warehouse",
      user: "loader",
      password: "password-1",
      tls: { mode: "", rootCert: "", cert: "", key: "" },
    },
    qbo: {
      clientId: "client-id-1",
      clientSecret: "client-secret-1",
      realmId: "4620816365000000000",
      environment: "sandbox",
    },
  });
  const [{ secrets: asked }] = wires.messages() as [{ secrets: string[] }];
  expect([...asked].sort()).toEqual([...SECRET_NAMES, ...TLS_SECRET_NAMES].sort());
});

test("the other blocks ask only for the secrets of Postgres", async () => {
  const { bridge, wires } = mageWith();
  expect(await postgresSecrets(bridge)).toMatchObject({ user: "loader", password: "password-1" });
  const [{ secrets: asked }] = wires.messages() as [{ secrets: string[] }];
  expect(asked.filter((name) => !name.startsWith("POSTGRES_"))).toEqual([]);
});

test("every missing or unusable secret is named in one error, without any value", async () => {
  const { bridge } = mageWith({
    POSTGRES_PASSWORD: null,
    QBO_REFRESH_TOKEN: null,
    QBO_CLIENT_ID: "",
    QBO_ENV: "prod-value",
    POSTGRES_PORT: "5432a",
  });
  await expect(loaderSecrets(bridge)).rejects.toMatchObject({
    code: "CONFIG_SECRETS",
    exitCode: 64,
    message:
      "Mage's secrets cannot be used (missing: POSTGRES_PASSWORD, QBO_CLIENT_ID, QBO_REFRESH_TOKEN; " +
      "POSTGRES_PORT must be a port number; QBO_ENV must be sandbox or production, in small letters).",
    remedy: "Set the secrets in Mage under Secrets and run again; nothing was read or written.",
  });
});

test("the settings of encryption to Postgres come from secrets that may be absent", async () => {
  const { bridge } = mageWith({ POSTGRES_SSLMODE: "verify-full", POSTGRES_SSLROOTCERT: "/run/ca.pem" });
  expect(await postgresSecrets(bridge)).toMatchObject({
    tls: { mode: "verify-full", rootCert: "/run/ca.pem", cert: "", key: "" },
  });
});

test("a refresh token with a line end is reported as such, before Intuit refuses it", () => {
  expect(usableToken("AB11-token")).toBe("AB11-token");
  expect(() => usableToken("AB11-token\n")).toThrow("Mage's secret QBO_REFRESH_TOKEN ends with a line end.");
});

test("passwords and the app's keys are removed from everything that is written afterwards", async () => {
  const { bridge, wires } = mageWith();
  await loaderSecrets(bridge);
  bridge.log("info", "password-1 client-id-1 client-secret-1");
  await bridge.finish({ type: "result", output: {} });
  expect(wires.messages()).toContainEqual(expect.objectContaining({ message: "[secret] [secret] [secret]" }));
});
