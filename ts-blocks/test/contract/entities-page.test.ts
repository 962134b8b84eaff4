import { test } from "vitest";
import { ENTITIES, ENTITY_NAMES, type EntityName, nameOf } from "../../src/entities/entity";
import { type EntityFacts, FEATURES } from "../../src/entities/facts";
import { expectDerived, withRows } from "../support/derived";

interface Words {
  readonly header: string;
  readonly reads: Readonly<Record<EntityFacts["reads"], string>>;
  readonly cdc: Readonly<Record<EntityFacts["cdc"], string>>;
  readonly leaves: Readonly<Record<EntityFacts["leaves"], string>>;
}

const WORDS: Readonly<Record<"en" | "es", Words>> = {
  en: {
    header: "| name | in QuickBooks | read | changes reported | goes by | needs |",
    reads: { "by-change": "by change", whole: "whole" },
    cdc: { yes: "yes", no: "no", unknown: "unknown" },
    leaves: { deactivated: "deactivated", deleted: "deleted", vanishes: "vanishes", never: "never" },
  },
  es: {
    header: "| nombre | en QuickBooks | se lee | avisa cambios | se va | necesita |",
    reads: { "by-change": "por cambio", whole: "entera" },
    cdc: { yes: "sí", no: "no", unknown: "no se sabe" },
    leaves: { deactivated: "desactivado", deleted: "borrado", vanishes: "desaparece", never: "nunca" },
  },
};

test.each(["en", "es"] as const)("the page of entities (%s) has one row for each entity", (language) => {
  const words = WORDS[language];
  expectDerived(`docs/${language}/entities.md`, (page) =>
    withRows(
      page,
      words.header,
      ENTITY_NAMES.map((entity) => rowOf(entity, language, words)),
    ),
  );
});

function rowOf(entity: EntityName, language: "en" | "es", words: Words): string[] {
  const { qbo, reads, cdc, leaves, needs } = ENTITIES[entity];
  const name = language === "en" ? `\`${entity}\`` : `\`${entity}\` (${nameOf(entity, language)})`;
  return [
    name,
    qbo,
    words.reads[reads],
    words.cdc[cdc],
    words.leaves[leaves],
    needs === undefined ? "" : FEATURES[needs][language],
  ];
}
