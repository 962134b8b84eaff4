import { expect, test } from "vitest";
import { Wires } from "../../test/support/wires";
import { Bridge } from "./bridge";
import type { SecretName } from "./messages";

/** A bridge that was given this password, with its input and output. */
async function knowing(password: string) {
  const wires = new Wires();
  const bridge = new Bridge(wires.toChild, wires.fromChild, () => {});
  const names: SecretName[] = ["POSTGRES_PASSWORD"];
  const asked = bridge.secrets(names, names);
  wires.send({ type: "secret", values: { POSTGRES_PASSWORD: password } });
  expect(await asked).toEqual({ POSTGRES_PASSWORD: password });
  return { wires, bridge };
}

test("no secret leaves in any line except the rotation, which has to hold it", async () => {
  const { wires, bridge } = await knowing('pa"ss\\wörd');
  const lease = bridge.leaseToken();
  wires.send({ type: "token.leased", refresh_token: "refresh-secret-1" });
  expect(await lease).toEqual({ refreshToken: "refresh-secret-1" });
  bridge.hide("access-secret-1");
  const all = 'pa"ss\\wörd refresh-secret-1 access-secret-1';
  bridge.log("error", all, { all, deep: [{ all }] });
  bridge.metric("qb.window", { all });
  bridge.progress(1, 2, all);
  const store = bridge.storeToken("refresh-secret-2");
  wires.send({ type: "token.stored" });
  await store;
  bridge.log("info", "refresh-secret-2");
  await bridge.finish({ type: "failure", code: "BUG", message: all, remedy: all, retryable: false });

  const said = wires.lines().filter((line) => /secret-[12]|wörd/.test(line));
  expect(said).toEqual(['{"type":"token.rotated","refresh_token":"refresh-secret-2"}']);
  const hidden = "[secret] [secret] [secret]";
  expect(wires.messages().slice(2)).toEqual([
    { type: "log", level: "error", message: hidden, fields: { all: hidden, deep: [{ all: hidden }] } },
    { type: "metric", name: "qb.window", fields: { all: hidden } },
    { type: "progress", done: 1, total: 2, unit: hidden },
    { type: "token.rotated", refresh_token: "refresh-secret-2" },
    { type: "log", level: "info", message: "[secret]", fields: {} },
    { type: "failure", code: "BUG", message: hidden, remedy: hidden, retryable: false },
  ]);
});

test("a place, such as the name of the database, is removed from failures, and not from ordinary lines", async () => {
  const { wires, bridge } = await knowing("hunter2-hunter2");
  const asked = bridge.secrets(["POSTGRES_DB", "QBO_ENV"], []);
  wires.send({ type: "secret", values: { POSTGRES_DB: "invoices", QBO_ENV: "sandbox" } });
  await asked;
  bridge.log("info", "qb.plan invoices");
  const message = 'database "invoices" (sandbox)';
  expect(bridge.cleaned(message)).toBe('database "[secret]" (sandbox)');
  await bridge.finish({ type: "failure", code: "BUG", message, remedy: message, retryable: false });
  expect(wires.messages().slice(-2)).toEqual([
    expect.objectContaining({ message: "qb.plan invoices" }),
    expect.objectContaining({ message: 'database "[secret]" (sandbox)', remedy: 'database "[secret]" (sandbox)' }),
  ]);
});

test.each(["123456", "message", "result"])(
  "a password as poor as '%s' does not break the lines in which the same characters are no secret",
  async (password) => {
    const { wires, bridge } = await knowing(password);
    bridge.log("info", `it is ${password}`, { rows: 1_234_567 });
    await bridge.finish({ type: "result", output: { run_id: 123_456 } });
    expect(wires.messages().slice(1)).toEqual([
      { type: "log", level: "info", message: "it is [secret]", fields: { rows: 1_234_567 } },
      { type: "result", output: { run_id: 123_456 } },
    ]);
  },
);
