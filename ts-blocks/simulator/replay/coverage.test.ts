// @module-tag recordings
import { expect, test } from "vitest";
import { requirePart } from "../../test/support/parts";
import { recordingFiles } from "../testing/recordings";
import { LEFT_OUT, REPLAYED } from "./replayed";

test("every recording is replayed, or left out with a reason", () => {
  requirePart("recordings");
  const files = recordingFiles();
  expect(files.length).toBeGreaterThan(140);
  expect(files.filter((file) => REPLAYED[file] === undefined && LEFT_OUT[file] === undefined)).toEqual([]);
});

test("every recording that is listed as replayed exists", () => {
  const files = new Set(recordingFiles());
  expect([...Object.keys(REPLAYED), ...Object.keys(LEFT_OUT)].filter((file) => !files.has(file))).toEqual([]);
});
