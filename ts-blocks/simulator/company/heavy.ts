import { edited } from "../json-text";
import { createRandom } from "../random";
import { editInner } from "../store/row";
import type { RowSource } from "../store/shelf";

const BLOCK_CHARACTERS = 512;
const LETTERS = "abcdefghijklmnopqrstuvwxyz      ";
const NOTES: Readonly<Record<string, string>> = { Customer: "Notes", Vendor: "Notes", Item: "Description" };
const UNCHANGED: ReadonlySet<string> = new Set(["CompanyInfo", "Preferences"]);

/** Makes every record at least `bytes` long with a note of made-up words. The truth includes the note. */
export function makeHeavy(sources: Record<string, RowSource>, bytes: number): void {
  for (const [entity, source] of Object.entries(sources)) {
    if (UNCHANGED.has(entity)) continue;
    const note = NOTES[entity] ?? "PrivateNote";
    sources[entity] = {
      ...source,
      rowAt: (handle) => {
        const row = source.rowAt(handle);
        return { ...row, raw: editInner(row.raw, (record) => heavy(record, note, bytes, handle)) };
      },
    };
  }
}

function heavy(record: string, note: string, bytes: number, handle: number): string {
  if (Buffer.byteLength(record) >= bytes) return record;
  const without = edited(record, { [note]: '""' });
  const missing = Math.max(0, bytes - Buffer.byteLength(without));
  const random = createRandom(handle, note);
  const block = Array.from({ length: BLOCK_CHARACTERS }, () => LETTERS[random.between(0, LETTERS.length - 1)]).join("");
  return edited(record, {
    [note]: JSON.stringify(block.repeat(Math.ceil(missing / BLOCK_CHARACTERS)).slice(0, missing)),
  });
}
