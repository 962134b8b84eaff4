import type { EntityName } from "../entities/entity";
import { LEFT_OUT } from "./left-out";
import { columnsOf } from "./shape";
import { VIEWS } from "./views";
import { ADDRESS_ROLES } from "./views-of-all";

/** Members that the table has in columns of its own. */
const OF_THE_TABLE = ["Id", "MetaData.LastUpdatedTime"];

/** Where the views of all entities find their rows in a record. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  record_address: ADDRESS_ROLES.map((role) => `${role}.`),
  linked_txn: ["LinkedTxn[].", "Line[].LinkedTxn[]."],
  custom_field: ["CustomField[]."],
};

/** The members of an entity's records that have a column in some view, arrays folded: `Line[].Amount`. */
export function pathsInColumns(entity: EntityName): ReadonlySet<string> {
  const paths = VIEWS.filter(({ of }) => of === undefined || of === entity).flatMap((view) => {
    const kinds = Object.values(view.when ?? {}).map(({ kind }) => kind.replace(/\.\d+\./, "[]."));
    const prefix = (view.each ?? []).map((array) => `${array}[].`).join("");
    const own = columnsOf(view).flatMap(({ path }) => path ?? []);
    const holders = view.of === undefined ? (HOLDERS[view.name] ?? []) : [""];
    return holders.flatMap((holder) => [...own.map((path) => holder + path), ...kinds.map((kind) => prefix + kind)]);
  });
  return new Set([...OF_THE_TABLE, ...paths]);
}

/** Whether the list of fields left out names the member. */
export function isLeftOut(path: string): boolean {
  return LEFT_OUT.some(({ paths }) => paths.test(path));
}
