import { expect, test } from "vitest";
import { announcedPort } from "./mage-process";

test("the port is the one in Mage's log, not the one that was given to Mage", () => {
  expect(announcedPort("...\nMage is running at http://127.0.0.1:6790 and serving project /x\n")).toBe(6790);
  expect(announcedPort("INFO starting")).toBeUndefined();
});
