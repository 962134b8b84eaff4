import { expect, test } from "vitest";
import { parseSourceStamp, type UtcInstant } from "../job/instants";
import type { PageRead } from "./page-read";
import { surelyDistinct } from "./unreadable";

const at = (second: number) => parseSourceStamp(`2026-03-03T10:00:${second}Z`) as UtcInstant;

/** Records with these seconds, and unreadable records before the nth of them. */
function read(seconds: readonly number[], places: readonly number[]): PageRead {
  return {
    asked: { start: at(10), end: at(59) },
    rowsAsked: seconds.length + places.length,
    keys: seconds.map((second, index) => ({ id: String(index + 1), updatedAt: at(second) })),
    unreadable: places.map((place) => ({ place, reason: "4002", request: {} })),
    pages: [],
    tid: undefined,
  };
}

const placesOf = ({ unreadable }: PageRead) => unreadable.map(({ place }) => place);

test("a record that cannot be rendered and is found twice among records of its second is reported once", () => {
  expect(placesOf(surelyDistinct(read([20, 20, 20, 20], [1, 3])))).toEqual([1]);
  expect(placesOf(surelyDistinct(read([20, 20, 20], [0, 3])))).toEqual([0]);
  expect(placesOf(surelyDistinct(read([20, 30], [1, 1])))).toEqual([1]);
});

test("two such records at different times are reported as two", () => {
  expect(placesOf(surelyDistinct(read([20, 21, 30, 31], [1, 3])))).toEqual([1, 3]);
});
