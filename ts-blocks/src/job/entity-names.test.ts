import { expect, test } from "vitest";
import { ENTITY_NAMES } from "../entities/entity";
import { entityNames } from "./entity-names";

function read(value: unknown) {
  const problems: string[] = [];
  return { entities: entityNames(value, problems), problems };
}

test("all means every entity, lists first", () => {
  for (const value of ["all", " all ", ["all"]]) expect(read(value)).toEqual({ entities: ENTITY_NAMES, problems: [] });
});

test.each<[unknown]>([["invoices,vendors, bills"], [" bills , vendors,invoices"], [["vendors", "bills", "invoices"]]])(
  "%j is three entities, in the order of a load",
  (value) => {
    expect(read(value)).toEqual({ entities: ["vendors", "bills", "invoices"], problems: [] });
  },
);

test("every wrong name is reported in one error, with the nearest right name", () => {
  expect(read("vendros,,Invoice,bills,bills,xyz,all")).toEqual({
    entities: [],
    problems: [
      "entities names 'vendros', which is no entity (did you mean vendors?)",
      "entities has an empty name: remove the comma that is too many",
      "entities names 'Invoice', which is no entity (did you mean invoices?)",
      "entities names bills twice",
      "entities names 'xyz', which is no entity",
      "entities is 'all' or a list of names, not both",
    ],
  });
});

test.each<[unknown]>([[undefined], [null], [7], [true], [{}], [[]], [["bills", 7]]])(
  "%j names no entities",
  (value) => {
    expect(read(value)).toEqual({
      entities: [],
      problems: ["entities must be 'all', or names of entities with commas between them"],
    });
  },
);

test("an empty text names an empty name", () => {
  expect(read("").problems).toEqual(["entities has an empty name: remove the comma that is too many"]);
});
