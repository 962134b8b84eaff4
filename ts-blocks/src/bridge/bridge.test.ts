import { expect, test } from "vitest";
import { Wires } from "../../test/support/wires";
import { Bridge } from "./bridge";
import type { JobMessage } from "./messages";

const job: JobMessage = {
  type: "job",
  protocol: 2,
  block: "loader",
  entities: ["items"],
  pipeline: "qb_items_backfill",
  run_ids: { mage_pipeline_run_id: 12, mage_block_run_id: null },
  variables: { fecha_inicio: "2026-01-01" },
  upstream: [],
};

function setUp() {
  const wires = new Wires();
  let gone = 0;
  const bridge = new Bridge(wires.toChild, wires.fromChild, () => gone++);
  /** Waits until everything that was sent has arrived, and has had its effects. */
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  };
  return { wires, bridge, settle, parentGone: () => gone };
}

test("the job arrives, whether it was sent before or after the program waits for it", async () => {
  const early = setUp();
  early.wires.send(job);
  await early.settle();
  expect(await early.bridge.job()).toEqual(job);

  const late = setUp();
  const waited = late.bridge.job();
  late.wires.send(job);
  expect(await waited).toEqual(job);
});

test("the end of input before the program has finished means that Mage is gone", async () => {
  const { wires, settle, parentGone } = setUp();
  wires.send(job);
  await settle();
  expect(parentGone()).toBe(0);
  wires.toChild.end();
  await settle();
  expect(parentGone()).toBe(1);
});

test("output that is not read means that Mage is gone", async () => {
  const { wires, bridge, settle, parentGone } = setUp();
  wires.fromChild.destroy(new Error("EPIPE"));
  bridge.log("info", "qb.plan");
  await settle();
  expect(parentGone()).toBe(1);
});

test("the end of input after the last message means nothing", async () => {
  const { wires, bridge, settle, parentGone } = setUp();
  await bridge.finish({ type: "result", output: { run_id: 7 } });
  wires.toChild.end();
  await settle();
  expect(parentGone()).toBe(0);
  expect(wires.messages()).toEqual([{ type: "result", output: { run_id: 7 } }]);
});

test.each<[string, string, string]>([
  ["no JSON", "{not json", "a line is not JSON"],
  ["a message that nobody knows", '{"type":"token.lost"}', "type invalid_union"],
  ["a job of another version", JSON.stringify({ ...job, protocol: 3 }), "protocol invalid_value"],
  ["a value of the wrong kind", '{"type":"secret","values":{"QBO_ENV":7}}', "values.QBO_ENV invalid_type"],
  ["an answer to another question", '{"type":"token.stored"}', "token.stored came where job was expected"],
])("a line from the block that is %s stops the program", async (_, line, what) => {
  const error = {
    code: "BRIDGE_PROTOCOL",
    exitCode: 65,
    message: `The Mage block and its program do not understand each other: ${what}.`,
  };
  const { wires, bridge } = setUp();
  const waited = bridge.job();
  wires.toChild.write(`${line}\n`);
  await expect(waited).rejects.toMatchObject(error);
});

test("a broken line that comes while nothing is expected is still reported, without its content", async () => {
  const { wires, bridge, settle } = setUp();
  wires.toChild.write('{"type":"token.leased","refresh_token":["refresh-secret-1"]}\n');
  await settle();
  await expect(bridge.leaseToken()).rejects.toMatchObject({
    code: "BRIDGE_PROTOCOL",
    message: "The Mage block and its program do not understand each other: refresh_token invalid_type.",
  });
});

test("empty lines are not messages", async () => {
  const { wires, bridge } = setUp();
  wires.toChild.write("\n  \r\n");
  wires.send(job);
  expect(await bridge.job()).toEqual(job);
});

test("questions wait for each other's answers, because answers carry no number", async () => {
  const { wires, bridge, settle } = setUp();
  const secrets = bridge.secrets(["QBO_REALM_ID", "QBO_ENV"], []);
  const lease = bridge.leaseToken();
  await settle();
  expect(wires.messages()).toEqual([{ type: "need", secrets: ["QBO_REALM_ID", "QBO_ENV"] }]);
  wires.send({ type: "secret", values: { QBO_REALM_ID: "4620816365000000000" } });
  expect(await secrets).toEqual({ QBO_REALM_ID: "4620816365000000000", QBO_ENV: null });
  await settle();
  expect(wires.messages().slice(1)).toEqual([{ type: "token.lease" }]);
  wires.send({ type: "token.leased", refresh_token: "refresh-1" });
  expect(await lease).toEqual({ refreshToken: "refresh-1" });
});

test("a refused lease and a refused rotation are transient errors with Mage's reason", async () => {
  const { wires, bridge } = setUp();
  const lease = bridge.leaseToken();
  wires.send({ type: "token.refused", reason: "locked after 60 s" });
  await expect(lease).rejects.toMatchObject({
    code: "TOKEN_LEASE_REFUSED",
    exitCode: 75,
    message: "Mage did not hand over the refresh token: locked after 60 s.",
  });
  const store = bridge.storeToken("refresh-2");
  wires.send({ type: "token.refused", reason: "the lease was taken away" });
  await expect(store).rejects.toMatchObject({ code: "TOKEN_NOT_STORED", exitCode: 75 });
});

test("half a surrogate pair in an access token does not keep the new refresh token from being stored", async () => {
  const { wires, bridge, settle } = setUp();
  const issued = "2026-02-01T15:00:00Z";
  const stored = bridge.storeToken("refresh-2", {
    token: "access-\ud800-2",
    issued_at_utc: issued,
    ends_at_utc: issued,
  });
  await settle();
  expect(wires.messages()).toMatchObject([{ type: "token.rotated", refresh_token: "refresh-2" }]);
  wires.send({ type: "token.stored" });
  await stored;
});

test("half a surrogate pair in what QuickBooks or a variable says becomes a sign that Mage's log and database keep", async () => {
  const { wires, bridge } = setUp();
  bridge.log("info", "qb.plan of Acme \ud83d", { company: "\udc00 Acme \ud83e\uddfe" });
  await bridge.finish({ type: "failure", code: "X", message: "not '\ud800'", remedy: "r", retryable: false });
  expect(wires.messages()).toMatchObject([
    { message: "qb.plan of Acme \ufffd", fields: { company: "\ufffd Acme \ud83e\uddfe" } },
    { message: "not '\ufffd'" },
  ]);
});
