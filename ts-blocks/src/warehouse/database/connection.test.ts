import fc from "fast-check";
import { expect, test } from "vitest";
import { utcInstant } from "../../job/instants";
import { typeParsers } from "./connection";

const instantOf = typeParsers.getTypeParser(1184);

test("an instant of Postgres is read as the second in which it lies, in any year", () => {
  const years = {
    min: new Date("0100-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  };
  const fractions = fc.constantFrom("", ".5", ".999999", ".000001");
  fc.assert(
    fc.property(fc.date(years), fractions, (date, fraction) => {
      const text = `${date.toISOString().slice(0, 19).replace("T", " ")}${fraction}+00`;
      expect(instantOf(text)).toBe(utcInstant(date));
    }),
  );
});
