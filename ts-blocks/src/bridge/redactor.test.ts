import { expect, test } from "vitest";
import { Redactor } from "./redactor";

function hiding(...secrets: (string | null)[]): Redactor {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.hide(secret);
  return redactor;
}

test("a secret is removed everywhere it occurs", () => {
  expect(hiding("hunter2-hunter2").clean("a hunter2-hunter2 b (hunter2-hunter2)")).toBe("a [secret] b ([secret])");
});

test("a secret is recognized as JSON writes it and as an address writes it", () => {
  const secret = 'pa"ss\\wörd/+ &';
  const redactor = hiding(secret);
  for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
    expect(redactor.clean(`before ${form} after`)).toBe("before [secret] after");
  }
});

test("characters with a meaning in a pattern or a replacement have no meaning in a secret", () => {
  expect(hiding("a.*b$&(c)").clean("a.*b$&(c) axxb")).toBe("[secret] axxb");
});

test("nothing is removed for a secret that Mage does not hold, or one as short as a word", () => {
  expect(hiding(null, "", "qb.5", "12345").clean("qb.5 rows: 12345")).toBe("qb.5 rows: 12345");
});

test("each of several secrets is removed, in any order of hiding", () => {
  expect(hiding("first-secret", "second-secret").clean("second-secret first-secret")).toBe("[secret] [secret]");
});

test("of a secret that begins like another one no part is left", () => {
  expect(hiding("refresh-1", "refresh-1-and-its-rest").clean("was refresh-1-and-its-rest")).toBe("was [secret]");
});

test("a place is removed from errors, where a driver may have quoted it, and kept in ordinary lines, where it is a word", () => {
  const redactor = hiding("hunter2-hunter2");
  redactor.hidePlace("invoices");
  redactor.hidePlace(null);
  expect(redactor.clean("qb.plan of invoices: hunter2-hunter2")).toBe("qb.plan of invoices: [secret]");
  expect(redactor.cleanError('database "invoices" for hunter2-hunter2')).toBe('database "[secret]" for [secret]');
});
