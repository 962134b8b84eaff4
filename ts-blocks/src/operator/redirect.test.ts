import { get } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { Decision } from "../qbo/consent";
import { RedirectListener } from "./redirect";

async function open(): Promise<RedirectListener> {
  const listener = await RedirectListener.open(new URL("http://127.0.0.1:0/callback"));
  onTestFinished(() => listener.close());
  return listener;
}

const ours: Decision = { kind: "connected", code: "code-1", realmId: "1" };
const read = (address: URL): Decision => (address.searchParams.has("ours") ? ours : { kind: "foreign" });

test("it listens only on this machine, on the port that it prints", async () => {
  const { uri } = await open();
  expect(uri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
});

test("other pages and answers to another state are refused, and the command waits for its own answer", async () => {
  const listener = await open();
  const decision = listener.decision(read, 60_000);
  for (const foreign of ["/favicon.ico", "/callback", "/callback?state=x", "/other?ours=1"]) {
    expect((await fetch(new URL(foreign, listener.uri))).status).toBe(400);
  }
  const page = await fetch(`${listener.uri}?ours=1`);
  expect([page.status, page.headers.get("cache-control"), page.headers.get("referrer-policy")]).toEqual([
    200,
    "no-store",
    "no-referrer",
  ]);
  expect(await page.text()).not.toContain("code-1");
  expect(await decision).toEqual(ours);
});

test("a request with an impossible address is refused, and the command still waits for its own answer", async () => {
  const listener = await open();
  const decision = listener.decision(read, 60_000);
  const { port } = new URL(listener.uri);
  for (const path of ["//", "///", "//[", "http://", "*", "/callback?%"]) {
    const status = await new Promise((resolve, reject) => {
      get({ host: "127.0.0.1", port, path }, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
    });
    expect([path, status]).toEqual([path, 400]);
  }
  await fetch(`${listener.uri}?ours=1`);
  expect(await decision).toEqual(ours);
});

test("an answer that does not come in time is reported", async () => {
  const listener = await open();
  await expect(listener.decision(read, 6)).rejects.toMatchObject({ exitCode: 75 });
});

test("a port that is in use is reported with what to change", async () => {
  const { uri } = await open();
  await expect(RedirectListener.open(new URL(uri))).rejects.toMatchObject({
    exitCode: 64,
    message: expect.stringContaining("--redirect"),
  });
});
