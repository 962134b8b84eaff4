import { expect, test } from "vitest";
import { findPython, type Machine } from "./python";

/** A machine by the answer of each command and the names in each folder. */
function machine(
  answers: Record<string, string>,
  folders: Record<string, string[]> = {},
  more: Partial<Machine> = {},
): Machine {
  return {
    probe: async (command) => answers[command] ?? "",
    list: (folder) => folders[folder] ?? [],
    env: { HOME: "/home/ana", PATH: "/usr/bin:/home/ana/.local/bin" },
    platform: "linux",
    ...more,
  };
}

const RECENT = { python3: "3.13\n/usr/bin/python3\nvenv\n" };
const UV_FOLDER = "/home/ana/.local/share/uv/python";
const UV_312 = `${UV_FOLDER}/cpython-3.12.11-linux-x86_64-gnu/bin/python3.12`;

test("3.11 is preferred, because the image runs it", async () => {
  const all = machine({
    "python3.10": "3.10\n/usr/bin/python3.10\nvenv\n",
    "python3.11": "3.11\n/usr/bin/python3.11\nvenv\n",
    "python3.12": "3.12\n/usr/bin/python3.12\nvenv\n",
  });
  expect(await findPython(all)).toEqual({ version: "3.11", executable: "/usr/bin/python3.11" });
});

test("python3 is used if it is a version that Mage supports", async () => {
  const debian = machine({ python3: "3.12\n/usr/bin/python3\nvenv\n" });
  expect(await findPython(debian)).toEqual({ version: "3.12", executable: "/usr/bin/python3" });
});

test("if the PATH has 3.13 only, a Python that uv has installed is used", async () => {
  const answers = { ...RECENT, [UV_312]: `3.12\n${UV_312}\nvenv\n` };
  const names = ["cpython-3.13.5-linux-x86_64-gnu", "cpython-3.12.11-linux-x86_64-gnu", "pypy-3.11-linux"];
  expect(await findPython(machine(answers, { [UV_FOLDER]: names }))).toEqual({ version: "3.12", executable: UV_312 });
});

test.each([
  [{ UV_PYTHON_INSTALL_DIR: "/opt/pythons" }, "/opt/pythons"],
  [{ XDG_DATA_HOME: "/data" }, "/data/uv/python"],
])("uv's folder is where its settings put it (%j)", async (env, folder) => {
  const executable = `${folder}/cpython-3.10.18-linux-x86_64-gnu/bin/python3.10`;
  const moved = machine(
    { [executable]: `3.10\n${executable}\nvenv\n` },
    { [folder]: ["cpython-3.10.18-linux-x86_64-gnu"] },
    { env: { HOME: "/home/ana", PATH: "/usr/bin", ...env } },
  );
  expect(await findPython(moved)).toEqual({ version: "3.10", executable });
});

test("a machine with 3.13 only gets the one command that installs 3.12, for the tools that it has", async () => {
  const none = "Mage needs Python 3.10, 3.11 or 3.12 and none was found (python3 is 3.13). Run:";
  await expect(findPython(machine(RECENT, { "/home/ana/.local/bin": ["uv"] }))).rejects.toThrow(
    `${none} uv python install 3.12`,
  );
  await expect(findPython(machine(RECENT, {}, { platform: "darwin" }))).rejects.toThrow(
    `${none} brew install python@3.12`,
  );
  await expect(findPython(machine(RECENT))).rejects.toThrow(
    `${none} python3 -m venv ~/.local/share/qbo-uv && ~/.local/share/qbo-uv/bin/pip install uv && ` +
      "~/.local/share/qbo-uv/bin/uv python install 3.12",
  );
});

test("a machine without any Python gets the package names of its distribution", async () => {
  await expect(findPython(machine({}))).rejects.toThrow(
    "Mage needs Python 3.10, 3.11 or 3.12 and none was found. Run: apt-get install python3 python3-venv (Debian 12, Ubuntu 22.04 and 24.04)",
  );
});

test("a Python without its venv module is reported as such", async () => {
  const bare = machine({ python3: "3.11\n/usr/bin/python3\n" });
  await expect(findPython(bare)).rejects.toThrow(
    "Python 3.11 is here without its venv module: install it (Debian and Ubuntu: apt-get install python3.11-venv)",
  );
});
