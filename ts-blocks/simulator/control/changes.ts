import type { MutationRequest } from "../faults/rules";
import { edited, elementsOf, type Member, memberOf, membersOf, objectText } from "../json-text";
import { pacificStamp } from "../stamps";
import { editInner } from "../store/row";

/** How the text of a record changes. A wrapped record changes inside its wrapper. */
const NAME_MEMBERS: readonly string[] = ["Name", "DisplayName", "FullyQualifiedName"];
const SUFFIX = " (deleted)";

/** The member that an edit changes. A list record without such a member gets a number after its names. */
const NOTE_MEMBERS: Readonly<Record<string, string>> = {
  Customer: "Notes",
  Vendor: "Notes",
  Item: "Description",
  Account: "Description",
  JournalCode: "Description",
  TaxCode: "Description",
  TaxRate: "Description",
  TimeActivity: "Description",
  TaxPayment: "Description",
  Attachable: "Note",
  CompanyInfo: "LegalName",
};

type Op = Exclude<MutationRequest["op"], "create" | "delete" | "restore">;

export function changedText(raw: string, op: Op, entity: string, second: number): string {
  return editInner(stamped(raw, second, op !== "touch"), (record) => {
    switch (op) {
      case "touch":
        return memberOf(record, "Balance") === undefined ? record : edited(record, { Balance: raised(record) });
      case "edit":
        return editedText(record, entity, second);
      case "rename":
        return renamed(record, (name) => `${name} II`);
      case "deactivate":
      case "merge":
        return edited(
          renamed(record, (name) => (name.endsWith(SUFFIX) ? name : `${name}${SUFFIX}`)),
          { Active: "false" },
        );
      case "reactivate":
        return edited(
          renamed(record, (name) => (name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name)),
          { Active: "true" },
        );
      case "void":
        return voided(record);
    }
  });
}

/** Writes a new version, or the same version with another time. A record without MetaData stays without MetaData. */
export function stamped(raw: string, second: number, isNewVersion: boolean): string {
  return editInner(raw, (record) => {
    const meta = memberOf(record, "MetaData");
    const token = Number(JSON.parse(memberOf(record, "SyncToken") ?? '"0"'));
    return edited(record, {
      SyncToken: JSON.stringify(String(isNewVersion ? token + 1 : token)),
      ...(meta === undefined
        ? {}
        : { MetaData: edited(meta, { LastUpdatedTime: JSON.stringify(pacificStamp(second)) }) }),
    });
  });
}

export function copyOf(raw: string, id: string, second: number): string {
  return editInner(raw, (record) => {
    const now = JSON.stringify(pacificStamp(second));
    const meta = memberOf(record, "MetaData");
    const copy = edited(record, {
      Id: JSON.stringify(id),
      SyncToken: '"0"',
      ...(meta === undefined ? {} : { MetaData: edited(meta, { CreateTime: now, LastUpdatedTime: now }) }),
    });
    const named = renamed(copy, (name) => `${name} ${id}`);
    return memberOf(named, "DocNumber") === undefined ? named : edited(named, { DocNumber: JSON.stringify(id) });
  });
}

function editedText(record: string, entity: string, second: number): string {
  const note = NOTE_MEMBERS[entity] ?? (hasName(record) ? undefined : "PrivateNote");
  if (note !== undefined) return edited(record, { [note]: JSON.stringify(`Edited at ${pacificStamp(second)}`) });
  const version = String(JSON.parse(memberOf(record, "SyncToken") ?? '"0"'));
  return renamed(record, (name) => `${name.replace(/ #\d+$/, "")} #${version}`);
}

function hasName(record: string): boolean {
  return membersOf(record).some(([key]) => NAME_MEMBERS.includes(key));
}

function raised(record: string): string {
  return (Number(memberOf(record, "Balance")) + 1).toFixed(2);
}

function renamed(record: string, rename: (name: string) => string): string {
  const names = membersOf(record).filter(([key]) => NAME_MEMBERS.includes(key));
  const changes = names.map(([key, value]) => [key, JSON.stringify(rename(JSON.parse(value) as string))]);
  return edited(record, Object.fromEntries(changes));
}

/** A voided record as recorded: amounts 0, no price, no quantity, and a note, which is the only mark of the void. */
function voided(record: string): string {
  const note = memberOf(record, "PrivateNote");
  const text = note === undefined ? "Voided" : `Voided - ${JSON.parse(note) as string}`;
  const isAmount = (key: string): boolean => ["TotalAmt", "Balance", "Amount", "UnappliedAmt"].includes(key);
  const zero = membersOf(record).filter(([key]) => isAmount(key));
  const lines = memberOf(record, "Line");
  return edited(record, {
    ...Object.fromEntries(zero.map(([key]) => [key, "0"])),
    PrivateNote: JSON.stringify(text),
    ...(lines === undefined ? {} : { Line: `[${elementsOf(lines).map(voidedLine).join(",")}]` }),
  });
}

function voidedLine(line: string): string {
  return objectText(
    membersOf(line).map(([key, value]): Member => {
      if (key === "Amount") return [key, "0"];
      return key.endsWith("LineDetail") && value.startsWith("{")
        ? [key, edited(value, { UnitPrice: undefined, Qty: undefined })]
        : [key, value];
    }),
  );
}
