import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseLog } from "./answers";
import { MageApi, MageApiError } from "./api";

/** Answers every request after the sign-in with the answer that the test has put here. */
let answer: { status?: number; body: string };
let server: Server;
let requests: IncomingMessage[];
let api: MageApi;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    const { status = 200, body } = request.url?.startsWith("/api/sessions")
      ? { body: '{"session":{"token":"jwt"}}' }
      : answer;
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  api = await MageApi.signIn(`http://127.0.0.1:${port}`, { email: "owner@example.com", password: "pw" });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const token = "0123456789abcdef0123456789abcdef";

test("calls after the sign-in carry the session", async () => {
  answer = { body: '{"secrets":[{"id":1,"name":"QBO_ENV"}]}' };
  expect(await api.secretNames()).toEqual(["QBO_ENV"]);
  expect(requests.at(-1)?.headers).toMatchObject({
    cookie: "oauth_token=jwt",
    "x-api-key": expect.stringMatching(/.+/),
  });
});

test("an error that Mage sends as HTTP 200 is a failure, reported with its first line only", async () => {
  const exception = "duplicate key value violates unique constraint\nparameters: {'value': 'gAAAAABciphertext'}";
  answer = { body: JSON.stringify({ error: { code: 500, exception } }) };
  const failure = await api.createSecret("QBO_ENV", "sandbox").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MageApiError);
  expect((failure as Error).message).toBe(
    "Mage, POST /secrets: HTTP 200, error 500: duplicate key value violates unique constraint",
  );
});

test("an empty answer is a failure", async () => {
  answer = { body: "" };
  await expect(api.getRun(3)).rejects.toThrow("Mage, GET /pipeline_runs/3: HTTP 200 without pipeline_run");
});

test("an answer of another shape is a failure that names the field", async () => {
  answer = { body: '{"pipeline_run":{"id":3,"pipeline_uuid":"p","status":"thinking"}}' };
  await expect(api.getRun(3)).rejects.toThrow(/pipeline_run is not what we expect: .*status/s);
});

test("a trigger's token is not shown when it is refused", async () => {
  answer = { body: '{"error":{"code":500,"exception":"Invalid token for pipeline schedule ID 3."}}' };
  const failure = (await api.trigger(3, token, {}).catch((error: unknown) => error)) as Error;
  expect(requests.at(-1)?.url).toContain(token);
  expect(failure.message).not.toContain(token);
  expect(failure.message).toContain("Invalid token for pipeline schedule ID 3.");
});

test("logs are asked for by run and shown in the order of time, whatever the order of the files", async () => {
  const line = (block: string, timestamp: number) =>
    `2026-01-01T00:00:00 ${JSON.stringify({ block_uuid: block, level: "INFO", message: "m", timestamp, fields: { pages: 18 } })}\n`;
  const files = [line("qb_exporter", 2.5), line("qb_loader", 1.5)].map((content) => ({ name: "x.log", content }));
  answer = { body: JSON.stringify({ logs: [{ block_run_logs: files }] }) };
  const data = { fields: { pages: 18 } };
  expect(await api.logs({ id: 5, pipeline_uuid: "qb_items_backfill" })).toEqual([
    { block: "qb_loader", level: "INFO", message: "m", timestamp: 1.5, data },
    { block: "qb_exporter", level: "INFO", message: "m", timestamp: 2.5, data },
  ]);
  expect(decodeURIComponent(requests.at(-1)?.url ?? "")).toContain("pipeline_run_id[]=5");
});

test("a line of a log that is not Mage's is skipped", () => {
  expect(parseLog("Traceback (most recent call last):\n\n")).toEqual([]);
});
