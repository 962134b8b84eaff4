import fc from "fast-check";
import { expect, test } from "vitest";
import { forSpreadsheets } from "./csv";

test.each([
  ["=2+3", "'=2+3"],
  ["+34 600", "'+34 600"],
  ["-Norte-", "'-Norte-"],
  ["@home", "'@home"],
  ['"=HYPERLINK(""http://x"",""y"")"', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['"\t=1"', '"\'\t=1"'],
  ["＝1+1", "'＝1+1"],
  ["-infinity", "'-infinity"],
])("the cell %s is shown and not computed", (cell, wanted) => {
  expect(forSpreadsheets(`id,name\n1,${cell}\n`)).toBe(`\ufeffid,name\n1,${wanted}\n`);
});

test.each(["-12.5", "+3", "1e-7", "2026-01-01 00:00:00+00", "Peña & Ñandú", '"a,=b"', '"line\n=two"', ""])(
  "the cell %j stays as it is",
  (cell) => {
    expect(forSpreadsheets(`id,name\n1,${cell}\n`)).toBe(`\ufeffid,name\n1,${cell}\n`);
  },
);

test("only apostrophes and the byte order mark are added, whatever the cells hold", () => {
  const cell = fc.string({ unit: "binary" }).map((text) => `"${text.replaceAll('"', '""')}"`);
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
      const csv = rows.map((row) => `${row.join(",")}\n`).join("");
      expect(
        forSpreadsheets(csv)
          .slice(1)
          .replace(/(^|[,\n])"'(?=[=+\-@\t\r＝＋－＠])/g, '$1"'),
      ).toBe(csv);
    }),
  );
});
