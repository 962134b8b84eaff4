import { expect, test } from "vitest";
import type { QboClient } from "../qbo/client";
import { LoadSharing } from "./sharing";

/** These tests ask QuickBooks nothing. */
const NOBODY = {} as QboClient;

test("while a page is stored, the next one is asked for; when two are in memory, no third is", async () => {
  const sharing = new LoadSharing(NOBODY, () => 1);
  const asked: string[] = [];
  const store = new Map<string, () => void>();
  const read = (name: string, rank: number) =>
    sharing.for(rank).inTurn(async (came) => {
      asked.push(name);
      came(3_000_000);
      await new Promise<void>((stored) => store.set(name, stored));
    });
  const reading = [read("accounts", 1), read("bills", 2), read("invoices", 3)];

  await expect.poll(() => asked).toEqual(["accounts", "bills"]);
  await new Promise(setImmediate);
  expect(asked).toEqual(["accounts", "bills"]);
  store.get("bills")?.();
  await expect.poll(() => asked).toEqual(["accounts", "bills", "invoices"]);

  store.get("accounts")?.();
  store.get("invoices")?.();
  await Promise.all(reading);
});

test("while a long page is stored, no other one is asked for", async () => {
  const sharing = new LoadSharing(NOBODY, () => 1);
  let store = (): void => undefined;
  let isAsked = false;
  const long = sharing.for(1).inTurn(async (came) => {
    came(4_000_001);
    await new Promise<void>((stored) => {
      store = stored;
    });
  });
  const next = sharing.for(2).inTurn(async () => {
    isAsked = true;
  });

  await new Promise(setImmediate);
  expect(isAsked).toBe(false);
  store();

  await Promise.all([long, next]);
  expect(isAsked).toBe(true);
});

test("no page is asked for before the one before it has come, and a page that fails gives its place back", async () => {
  const sharing = new LoadSharing(NOBODY, () => 1);
  let fail: (reason: Error) => void = () => undefined;
  let isAsked = false;
  const failing = sharing.for(1).inTurn(() => new Promise((_, reject) => (fail = reject)));
  const next = sharing.for(2).inTurn(async () => {
    isAsked = true;
  });

  await new Promise(setImmediate);
  expect(isAsked).toBe(false);
  fail(new Error("gone"));

  await expect(failing).rejects.toThrow("gone");
  await next;
  expect(isAsked).toBe(true);
});
