import { expect, test } from "vitest";
import { WorkerPool } from "./worker-pool";

test("no more tasks run at the same time than there are places", async () => {
  const pool = new WorkerPool(() => 2);
  const [one] = [await pool.enter(1), await pool.enter(2)];
  let third = false;
  const waiting = pool.enter(3).then((done) => {
    third = true;
    return done;
  });
  await Promise.resolve();
  expect(third).toBe(false);
  one();
  await waiting;
  expect(third).toBe(true);
});

test("the work that is earlier in the load goes first, whenever it asked", async () => {
  const pool = new WorkerPool(() => 1);
  const order: string[] = [];
  const work = async (name: string, rank: number) => {
    const done = await pool.enter(rank);
    order.push(name);
    await Promise.resolve();
    done();
  };
  await Promise.all([
    work("first come", 9),
    work("invoices", 3),
    work("accounts", 1),
    work("invoices again", 3),
    work("items", 2),
  ]);
  expect(order).toEqual(["first come", "accounts", "items", "invoices", "invoices again"]);
});

test("a place that is removed is not used again", async () => {
  let places = 2;
  const pool = new WorkerPool(() => places);
  const [one, two] = [await pool.enter(1), await pool.enter(1)];
  let entered = 0;
  const waiting = [pool.enter(1), pool.enter(1)].map(async (each) => {
    const done = await each;
    entered++;
    return done;
  });
  places = 1;
  one();
  one();
  await Promise.resolve();
  expect(entered).toBe(0);
  two();
  (await waiting[0])?.();
  await waiting[1];
  expect(entered).toBe(2);
});

test("a caller that stops waiting leaves its turn to the next", async () => {
  const pool = new WorkerPool(() => 1);
  const done = await pool.enter(1);
  const stop = new AbortController();
  const gone = pool.enter(1, stop.signal);
  const next = pool.enter(2);
  stop.abort(new Error("stopped"));
  await expect(gone).rejects.toThrow("stopped");
  done();
  await expect(next).resolves.toBeTypeOf("function");
  await expect(pool.enter(1, stop.signal)).rejects.toThrow("stopped");
});
