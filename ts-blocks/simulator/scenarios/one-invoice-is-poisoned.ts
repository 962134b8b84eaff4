import type { Scenario } from "./scenario";

export const oneInvoiceIsPoisoned: Scenario = {
  about: "Every page that would hold one certain invoice fails with 4002 each time; all other pages are answered.",
  rules: (idAt) => [
    { match: { kind: "query", entity: "Invoice", containsId: idAt("Invoice", 0.5) }, fault: "poison-4002" },
  ],
};
