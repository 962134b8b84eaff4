import { expect, test } from "vitest";
import { announcedPort } from "./mage-process";

test("the port is the one that Mage says it took, not the one it was given", () => {
  expect(announcedPort("...\nMage is running at http://127.0.0.1:6790 and serving project /x\n")).toBe(6790);
  expect(announcedPort("INFO starting")).toBeUndefined();
});
