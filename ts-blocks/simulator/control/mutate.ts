import type { Entity } from "../entities";
import type { MutationRequest } from "../faults/rules";
import { type Row, rowFromText } from "../store/row";
import type { Store } from "../store/store";
import { changedText, copyOf, stamped } from "./changes";

/** A change that people make to a company while a program reads it. */
export interface Mutation {
  readonly op: MutationRequest["op"];
  readonly entity: Entity;
  readonly id: string;
  readonly second: number;
}

/** The web pages of the service can void these, by its documentation. Its API can void four of them. */
const VOIDABLE: ReadonlySet<string> = new Set([
  "BillPayment",
  "CreditMemo",
  "Invoice",
  "Payment",
  "Purchase",
  "RefundReceipt",
  "SalesReceipt",
  "Transfer",
]);

/** Undefined when no record has the Id. */
export function applyMutation(store: Store, mutation: Mutation, newId: () => string): Row | undefined {
  const { op, entity, id, second } = mutation;
  const shelf = store.shelf(entity.name);
  if (op === "create") {
    if (shelf.size === 0) throw new RangeError(`no ${entity.name} to copy`);
    const row = rowFromText(copyOf(shelf.rowAt(second % shelf.size).raw, newId(), second));
    shelf.put(row);
    return row;
  }
  if (op === "restore") {
    const grave = store.unbury(entity.name, id);
    if (grave === undefined) return undefined;
    const row = rowFromText(stamped(grave.raw, second, true));
    shelf.put(row);
    return row;
  }
  const row = shelf.find(id);
  if (row === undefined) return undefined;
  if (op === "delete") {
    shelf.remove(row.id);
    store.bury(entity.name, { id: row.id, deletedAt: second, raw: row.raw });
    return row;
  }
  const changed = rowFromText(changedText(row.raw, op, entity.name, second));
  shelf.put(changed);
  return changed;
}

/** @throws RangeError for what cannot be done to records of the entity. */
export function refuseImpossible(op: Mutation["op"], entity: Entity): void {
  const isStill = ["create", "delete", "restore", "rename"].includes(op);
  const reason =
    entity.name === "ExchangeRate"
      ? "put another rate as a record"
      : entity.isSingleton && isStill
        ? "there is always one"
        : op === "void" && !VOIDABLE.has(entity.name)
          ? "it cannot be voided"
          : ["deactivate", "reactivate", "merge"].includes(op) && !entity.hidesInactive
            ? "it is never inactive"
            : undefined;
  if (reason !== undefined) throw new RangeError(`no ${op} of ${entity.name}: ${reason}`);
}
