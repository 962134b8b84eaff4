import { elementsOf, membersOf, objectText } from "../json-text";
import type { Query } from "../query/check";
import { editInner, type Row } from "../store/row";

type Paths = readonly (readonly string[])[];

/**
 * Naming members works, although it is not documented. As recorded, such rows hold the named members and the Id, and
 * are marked sparse. A named part of a line also returns the line's DetailType.
 */
export function projected({ select }: Query, rows: readonly Row[]): readonly Row[] {
  if (typeof select === "string") return rows;
  const paths = select.map((name) =>
    name
      .replace(/\.?\*$/, "")
      .toLowerCase()
      .split("."),
  );
  if (paths.some(([head]) => head === "")) return rows;
  return rows.map((row) => ({ ...row, raw: editInner(row.raw, (raw) => projectedRecord(raw, paths)) }));
}

function projectedRecord(raw: string, paths: Paths): string {
  const kept = membersOf(raw).flatMap(([key, value]): [string, string][] => {
    if (key === "sparse") return [[key, "true"]];
    if (key === "Id") return [[key, value]];
    const picked = pick(key, value, paths);
    return picked === undefined ? [] : [[key, picked]];
  });
  return objectText(kept.some(([key]) => key === "sparse") ? kept : [...kept, ["sparse", "true"]]);
}

/** The part of a member that the paths name; undefined if they name no part of it. */
function pick(key: string, value: string, paths: Paths): string | undefined {
  const below = paths.filter(([head]) => head === key.toLowerCase()).map(([, ...tail]) => tail);
  if (below.length === 0) return undefined;
  if (below.some((tail) => tail.length === 0)) return value;
  if (value.startsWith("["))
    return `[${elementsOf(value)
      .map((element) => pickBelow(element, below))
      .join(",")}]`;
  return pickBelow(value, below);
}

function pickBelow(value: string, paths: Paths): string {
  if (!value.startsWith("{")) return value;
  const kept = membersOf(value).flatMap(([key, inner]): [string, string][] => {
    const picked = key === "DetailType" ? inner : pick(key, inner, paths);
    return picked === undefined ? [] : [[key, picked]];
  });
  return objectText(kept);
}
