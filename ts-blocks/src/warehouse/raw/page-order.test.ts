import { expect, test } from "vitest";
import { PageOrder } from "./page-order";

test("pages without a common record are written side by side", () => {
  const order = new PageOrder([1, 2, 3], new Map());
  expect([order.next(), order.next(), order.next(), order.next()]).toEqual([1, 2, 3, undefined]);
});

test("a page that repeats a record waits until the earlier page is written, and not until it is begun", () => {
  const order = new PageOrder([1, 2, 3], new Map([[2, [1]]]));
  expect([order.next(), order.next(), order.next()]).toEqual([1, 3, undefined]);
  order.isWritten(3);
  expect(order.next()).toBeUndefined();
  order.isWritten(1);
  expect(order.next()).toBe(2);
});

test("a page is not written twice, and is left until it is written", () => {
  const order = new PageOrder([4, 5], new Map());
  expect([order.next(), order.next(), order.left]).toEqual([4, 5, 2]);
  order.isWritten(5);
  expect([order.next(), order.left]).toEqual([undefined, 1]);
});
