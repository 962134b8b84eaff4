import { ENTITIES, type EntityName } from "../entities/entity";
import type { Conditional } from "./view";

/** The words by which a link names the transactions of an entity. */
export const kindsOf = (entity: EntityName): string[] =>
  [ENTITIES[entity].qbo, ...(ENTITIES[entity].linkedAs ?? [])].map((kind) => kind.toLowerCase());

/** Ids of linked transactions, one column for each kind. `at` is the place of the link. */
export function linked(
  at: string,
  ids: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, Conditional>> {
  const inside = at === "" ? "" : `${at}.`;
  return Object.fromEntries(
    Object.entries(ids).map(([name, is]) => [name, { value: `${inside}TxnId`, kind: `${inside}TxnType`, is }]),
  );
}

/** The Id of a customer, a vendor or an employee, each in a column of its own. */
export function partyByType(value: string, kind: string, prefix = ""): Readonly<Record<string, Conditional>> {
  const kinds = ["customer", "vendor", "employee"];
  return Object.fromEntries(kinds.map((is) => [`${prefix}${is}_id`, { value, kind, is: [is] }]));
}

/** The words by which a link names a purchase, by the way of payment. */
export const PURCHASE_KINDS = {
  expense_id: ["expense", "purchase", "cashpurchase"],
  check_id: ["check"],
  credit_card_charge_id: ["creditcardcharge", "apcreditcard"],
  credit_card_credit_id: ["creditcardcredit"],
};
