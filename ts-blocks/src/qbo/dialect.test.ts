import { expect, test } from "vitest";
import { ENTITIES } from "../entities/entity";
import { ContractError } from "../errors";
import { Dialect, type Part, type PartOutcome, type Parts } from "./dialect";

const REFUSED = () =>
  new ContractError("QBO_REFUSED", "QuickBooks refuses the statement.", {
    remedy: "Report it.",
    ids: { fault: "4001" },
  });

/** A source that refuses statements with one of some parts, and remembers what it was asked. */
function sourceWithout(...refused: Part[]) {
  const asked: string[] = [];
  const ask = async (parts: Parts) => {
    asked.push([...parts].join(" "));
    if (refused.some((part) => parts.has(part))) throw REFUSED();
    return "rows";
  };
  return { asked, ask };
}

const PAGE: readonly Part[] = ["fields", "include", "active", "order"];

test("the first page is the probe: where no part is refused, nothing is asked twice", async () => {
  const { asked, ask } = sourceWithout();
  const dialect = new Dialect(ENTITIES.items);
  await dialect.ask(PAGE, ask);
  await dialect.ask(PAGE, ask);
  expect(asked).toEqual(["fields order", "fields order"]);
  expect(dialect.outcomes()).toEqual([{ part: "fields", name: "Sku", refusedBy: null }]);
});

test("a refused part is left out for the rest of the load and reported once, and the other parts stay", async () => {
  const { asked, ask } = sourceWithout("fields");
  const reported: PartOutcome[] = [];
  const dialect = new Dialect(ENTITIES.items, (outcome) => reported.push(outcome));
  expect(await dialect.ask(PAGE, ask)).toBe("rows");
  await dialect.ask(PAGE, ask);
  expect(asked).toEqual(["fields order", "fields", "order", "order"]);
  expect(reported).toEqual([{ part: "fields", name: "Sku", refusedBy: "4001" }]);
  expect(dialect.outcomes()).toEqual(reported);
});

test("a refused order does not remove the fields", async () => {
  const { asked, ask } = sourceWithout("order");
  const dialect = new Dialect(ENTITIES.items);
  await dialect.ask(PAGE, ask);
  expect(asked).toEqual(["fields order", "fields"]);
  expect([dialect.has("fields"), dialect.has("order")]).toEqual([true, false]);
});

test("where all parts are refused, the plain statement is asked", async () => {
  const { asked, ask } = sourceWithout("fields", "order");
  await new Dialect(ENTITIES.items).ask(PAGE, ask);
  expect(asked.at(-1)).toBe("");
});

test("a statement that fails without the parts too keeps its fault, and no part is left out", async () => {
  const dialect = new Dialect(ENTITIES.items);
  const wrong = () => Promise.reject(REFUSED());
  await expect(dialect.ask(PAGE, wrong)).rejects.toMatchObject({ code: "QBO_REFUSED" });
  expect([dialect.has("fields"), dialect.outcomes()]).toEqual([true, []]);
});

test("a part that was accepted once is not blamed for a later fault", async () => {
  const dialect = new Dialect(ENTITIES.items);
  await dialect.ask(PAGE, sourceWithout().ask);
  const { asked, ask } = sourceWithout("fields");
  await expect(dialect.ask(PAGE, ask)).rejects.toThrow();
  expect(asked).toEqual(["fields order"]);
});

test("workers that meet a refusal at the same time end with the same statement", async () => {
  const { asked, ask } = sourceWithout("fields");
  const dialect = new Dialect(ENTITIES.items);
  expect(await Promise.all([1, 2, 3].map(() => dialect.ask(PAGE, ask)))).toEqual(["rows", "rows", "rows"]);
  expect(asked.filter((parts) => parts === "fields order")).toHaveLength(3);
});

test("Active is asked for where QuickBooks may not know it, and left out where it is refused", async () => {
  const { ask } = sourceWithout("active");
  const dialect = new Dialect(ENTITIES.customer_types);
  const said = await dialect.ask(["active"], async (parts) => {
    await ask(parts);
    return dialect.facts(parts).active;
  });
  expect(said).toBe(false);
  expect(dialect.facts(dialect.partsOf(["active"])).active).toBe(false);
  expect(new Dialect(ENTITIES.customers).facts(new Set()).active).toBe(true);
});
