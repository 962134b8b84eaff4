import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** Contents by path, `checks/01_….csv`. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The year in which zip's clock starts: when the pack was made is in its files, and the same files are the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** One zip of the files in the order of their names, with the SHA-256 of each in SHA256SUMS, as `sha256sum -c` reads it. */
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
