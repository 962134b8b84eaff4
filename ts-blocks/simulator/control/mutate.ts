import type { MutationRequest } from "../faults/rules";
import { edited, elementsOf, memberOf, membersOf, objectText } from "../json-text";
import { pacificStamp } from "../stamps";
import { type Row, rowFromText } from "../store/row";
import type { Store } from "../store/store";

/** What people do to a company while somebody reads it. */
export interface Mutation {
  readonly op: MutationRequest["op"];
  readonly entity: string;
  readonly id: string;
  readonly second: number;
}

const NAME_MEMBERS = ["Name", "DisplayName", "FullyQualifiedName"] as const;
const NOTE_MEMBERS: Readonly<Record<string, string>> = { Customer: "Notes", Item: "Description" };
const SUFFIX = " (deleted)";

export function applyMutation(store: Store, mutation: Mutation, newId: () => string): Row | undefined {
  const shelf = store.shelf(mutation.entity);
  if (mutation.op === "create") {
    const model = shelf.rowAt(mutation.second % Math.max(1, shelf.size));
    const row = rowFromText(copyOf(model.raw, newId(), mutation.second));
    shelf.put(row);
    return row;
  }
  const row = shelf.find(mutation.id);
  if (row === undefined) return undefined;
  if (mutation.op === "delete") {
    shelf.remove(row.id);
    store.bury(mutation.entity, row.id, mutation.second);
    return row;
  }
  const changed = rowFromText(changedText(row, mutation));
  shelf.put(changed);
  return changed;
}

function changedText(row: Row, { op, entity, second }: Mutation): string {
  const stamped = stamp(row.raw, second, op !== "touch");
  switch (op) {
    case "touch":
      return memberOf(stamped, "Balance") === undefined ? stamped : edited(stamped, { Balance: raised(stamped) });
    case "edit":
      return edited(stamped, {
        [NOTE_MEMBERS[entity] ?? "PrivateNote"]: JSON.stringify(`Edited at ${pacificStamp(second)}`),
      });
    case "rename":
      return renamed(stamped, (name) => `${name} II`);
    case "deactivate":
    case "merge":
      return edited(
        renamed(stamped, (name) => (name.endsWith(SUFFIX) ? name : `${name}${SUFFIX}`)),
        { Active: "false" },
      );
    case "void":
      return voided(stamped);
    default:
      throw new TypeError(`${op} changes no record`);
  }
}

export function stamp(raw: string, second: number, newVersion: boolean): string {
  const meta = memberOf(raw, "MetaData") ?? "{}";
  const token = Number(JSON.parse(memberOf(raw, "SyncToken") ?? '"0"'));
  return edited(raw, {
    SyncToken: JSON.stringify(String(newVersion ? token + 1 : token)),
    MetaData: edited(meta, { LastUpdatedTime: JSON.stringify(pacificStamp(second)) }),
  });
}

function copyOf(raw: string, id: string, second: number): string {
  const now = JSON.stringify(pacificStamp(second));
  const meta = edited(memberOf(raw, "MetaData") ?? "{}", { CreateTime: now, LastUpdatedTime: now });
  const copy = edited(raw, { Id: JSON.stringify(id), SyncToken: '"0"', MetaData: meta });
  const named = renamed(copy, (name) => `${name} ${id}`);
  return memberOf(named, "DocNumber") === undefined ? named : edited(named, { DocNumber: JSON.stringify(id) });
}

function raised(raw: string): string {
  return (Number(memberOf(raw, "Balance")) + 1).toFixed(2);
}

function renamed(raw: string, rename: (name: string) => string): string {
  const changes: Record<string, string> = {};
  for (const [key, value] of membersOf(raw)) {
    if ((NAME_MEMBERS as readonly string[]).includes(key))
      changes[key] = JSON.stringify(rename(JSON.parse(value) as string));
  }
  return edited(raw, changes);
}

/** As recorded: amounts 0, price and quantity gone, and the note that is the only mark of it. */
function voided(raw: string): string {
  const note = memberOf(raw, "PrivateNote");
  const text = note === undefined ? "Voided" : `Voided - ${JSON.parse(note) as string}`;
  const lines = elementsOf(memberOf(raw, "Line") ?? "[]").map((line) =>
    objectText(
      membersOf(line).map(([key, value]) => {
        if (key === "Amount") return [key, "0"];
        return key === "SalesItemLineDetail"
          ? [key, edited(value, { UnitPrice: undefined, Qty: undefined })]
          : [key, value];
      }),
    ),
  );
  const zero = Object.fromEntries(
    membersOf(raw)
      .filter(([key]) => ["TotalAmt", "Balance"].includes(key))
      .map(([key]) => [key, "0"]),
  );
  return edited(raw, { ...zero, PrivateNote: JSON.stringify(text), Line: `[${lines.join(",")}]` });
}
