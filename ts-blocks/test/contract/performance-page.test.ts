import { describe, expect, test } from "vitest";
import { cellsOf, readKept, TABLES } from "../bench/figures";
import { expectDerived, withRows } from "../support/derived";

const HEADERS = {
  en: {
    in_turns: "| what you wait for | measured | bound | |",
    programs: "| the programs | measured | bound | |",
    many_rows: "| many rows | measured | bound | |",
    quiet_sync: "| a quiet sync | measured | bound | |",
    views: "| the views | measured | bound | |",
  },
  es: {
    in_turns: "| lo que usted espera | medida | cota | |",
    programs: "| los programas | medida | cota | |",
    many_rows: "| muchas filas | medida | cota | |",
    quiet_sync: "| una sincronización sin cambios | medida | cota | |",
    views: "| las vistas | medida | cota | |",
  },
} as const;

describe.each(["en", "es"] as const)("the page on performance (%s)", (language) => {
  test("shows the figures that the benchmark kept, with the machine and the day", () => {
    const kept = readKept();
    expectDerived(`docs/${language}/performance.md`, (page) =>
      TABLES.reduce((text, table) => {
        const measured = kept[table];
        return measured === undefined ? text : withRows(text, HEADERS[language][table], cellsOf(measured, language));
      }, page),
    );
  });
});

test("a figure beyond its bound says missed, a figure at its bound says reached", () => {
  const measured = (value: number) => ({
    machine: "m",
    day: "2026-11-28",
    figures: [{ kind: "against_plain" as const, value, least: 8 }],
  });
  expect(cellsOf(measured(7.99), "en")[0]?.slice(1)).toEqual(["7.99", "at least 8", "missed"]);
  expect(cellsOf(measured(8), "es")[0]?.slice(1)).toEqual(["8,00", "como mínimo 8", "alcanzada"]);
});
