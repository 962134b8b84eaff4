import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const RIGHT = "<right>";

/** Pastes one value after the other over the right one, as clipboards, editors and .env files leave values. */
const PASTED: readonly (readonly [name: string, values: readonly (readonly [pasted: string, said: string])[]])[] = [
  [
    "QBO_CLIENT_SECRET",
    [
      [`${RIGHT}\n`, "ends with a line end"],
      [`${RIGHT} `, "begins or ends with a blank"],
      [`"${RIGHT}"`, "is written in quotes"],
    ],
  ],
  [
    "QBO_REFRESH_TOKEN",
    [
      [`${RIGHT}\n`, "ends with a line end"],
      [` ${RIGHT}`, "begins or ends with a blank"],
      [`'${RIGHT}'`, "is written in quotes"],
    ],
  ],
  [
    "QBO_REALM_ID",
    [
      [`${RIGHT}\n`, "ends with a line end"],
      ["9341 4520 0017 8344 493", "holds blanks"],
      [`"${RIGHT}"`, "is written in quotes"],
      [`\u200b${RIGHT}`, "begins with U+200B, which cannot be seen"],
    ],
  ],
  [
    "QBO_ENV",
    [
      ["sandbox\n", "ends with a line end"],
      ["Sandbox", "must be sandbox or production, in small letters"],
      ['"sandbox"', "is written in quotes"],
    ],
  ],
  [
    "POSTGRES_HOST",
    [
      ["127.0.0.1\n", "ends with a line end"],
      ["127.0.0.1:5432", "holds a port"],
      ["postgresql://127.0.0.1/qbo", "is a whole address"],
      ["[::1]", "is written in brackets"],
    ],
  ],
  [
    "POSTGRES_DB",
    [
      [`${RIGHT} `, "begins or ends with a blank"],
      [`${RIGHT}\n`, "ends with a line end"],
    ],
  ],
  ["POSTGRES_USER", [[`${RIGHT}\n`, "ends with a line end"]]],
  ["POSTGRES_PASSWORD", [[`${RIGHT}\n`, "ends with a line end"]]],
];

test("a secret that was pasted with extra characters is named with its fault, and no server is asked", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const outcomes: unknown[] = [];
  const wanted: unknown[] = [];
  for (const [name, values] of PASTED) {
    const right = mage.secrets[name] ?? "";
    for (const [pasted, said] of values) {
      mage.secrets[name] = pasted.replace(RIGHT, right);
      const { loader } = await mage.pipeline("items", { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" });
      wanted.push([name, pasted, 64, expect.stringContaining(`${name} ${said}`), 0]);
      outcomes.push([name, pasted, loader?.exitCode, loader?.failure?.message, qbo.calls().total]);
    }
    mage.secrets[name] = right;
  }
  expect(outcomes).toEqual(wanted);
});
