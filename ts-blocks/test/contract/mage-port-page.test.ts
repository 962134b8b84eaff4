import { describe, expect, test } from "vitest";
import { expectDerived, withRows } from "../support/derived";
import { readDoors } from "../support/doors";

const HEADERS = { en: "| who | what | why it is open |", es: "| quién | qué | por qué está abierto |" } as const;

describe.each(["en", "es"] as const)("the page on Mage's port (%s)", (language) => {
  test("names everything that answers, for whom, and why", () => {
    expectDerived(`docs/${language}/mage-port.md`, (page) =>
      withRows(
        page,
        HEADERS[language],
        readDoors().map((door) => [
          door.who,
          `${door.methods.join(", ")} ${door.paths.map((path) => `\`${path}\``).join(" ")}`,
          door[language],
        ]),
      ),
    );
  });
});

test("each open path has a reason in both languages, and no path is named twice for a method", () => {
  const doors = readDoors();
  expect(doors.filter(({ en, es }) => en.length < 20 || es.length < 20 || en === es)).toEqual([]);
  const ways = doors.flatMap(({ methods, paths }) => paths.flatMap((path) => methods.map((each) => `${each} ${path}`)));
  expect(ways).toEqual([...new Set(ways)]);
});
