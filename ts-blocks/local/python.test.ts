import { expect, test } from "vitest";
import { findPython, type Probe } from "./python";

/** What each command answers; one that is missing answers nothing. */
const machine =
  (answers: Record<string, string>): Probe =>
  async (command) =>
    answers[command] ?? "";

test("3.11 is preferred, for it is what the image runs", async () => {
  const all = machine({
    "python3.10": "3.10\n/usr/bin/python3.10\nvenv\n",
    "python3.11": "3.11\n/usr/bin/python3.11\nvenv\n",
    "python3.12": "3.12\n/usr/bin/python3.12\nvenv\n",
  });
  expect(await findPython(all)).toEqual({ version: "3.11", executable: "/usr/bin/python3.11" });
});

test("python3 serves when it is one of the versions that Mage knows", async () => {
  const debian = machine({ python3: "3.12\n/usr/bin/python3\nvenv\n" });
  expect(await findPython(debian)).toEqual({ version: "3.12", executable: "/usr/bin/python3" });
});

test("without a Python that Mage knows the message says what is there and what to install", async () => {
  const recent = machine({ python3: "3.13\n/usr/bin/python3\nvenv\n" });
  await expect(findPython(recent)).rejects.toThrow(
    "Mage needs Python 3.10, 3.11 or 3.12 on the PATH and none was found (python3 is 3.13): install one " +
      "(Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.11)",
  );
  await expect(findPython(machine({}))).rejects.toThrow("none was found: install one");
});

test("a Python without its venv module is named as such", async () => {
  const bare = machine({ python3: "3.11\n/usr/bin/python3\n" });
  await expect(findPython(bare)).rejects.toThrow(
    "Python 3.11 is here without its venv module: install it (Debian and Ubuntu: apt-get install python3.11-venv)",
  );
});
