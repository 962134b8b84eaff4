import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** Contents by path, `checks/01_….csv`. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The first year that a zip can hold. All files get it, so that packs of the same files have the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** One zip of the files in the order of their names. SHA256SUMS has the SHA-256 of each, in the form of `sha256sum -c`. */
export function packed(files: Files): Uint8Array {
  const bytes = new Map(
    [...files]
      .map(([name, content]) => [name, typeof content === "string" ? Buffer.from(content) : content] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const sums = [...bytes].map(([name, content]) => `${sha256(content)}  ${name}\n`).join("");
  return zipSync(Object.fromEntries([...bytes, ["SHA256SUMS", Buffer.from(sums)] as const]), { mtime: NO_TIME });
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
