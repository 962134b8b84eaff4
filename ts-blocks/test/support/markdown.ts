/** The parts of a Markdown page that tests need. The pages are ours, so reading line by line is enough. */
export interface Page {
  /** Levels of the headings in order, `[1, 2, 3]`. */
  readonly outline: readonly number[];
  /** The anchors that GitHub gives the headings, `the-last-runs`. */
  readonly anchors: readonly string[];
  readonly fences: readonly Fence[];
  /** Targets of the links, as written. */
  readonly links: readonly string[];
  /** Cells of each table row, pipes unescaped, with the heading above the table. */
  readonly rows: readonly { readonly heading: string; readonly cells: readonly string[] }[];
}

export interface Fence {
  /** `sh`, `sql`, `text` and so on. */
  readonly language: string;
  readonly text: string;
  /** The heading above the block. */
  readonly heading: string;
}

const FENCE = /^[ ]*```(\w*)\n([\s\S]*?)^[ ]*```$/gm;
const HEADING = /^(#+) (.*)$/gm;

export function parsePage(markdown: string): Page {
  const fences: Fence[] = [];
  const prose = markdown.replace(FENCE, (_, language: string, text: string, offset: number) => {
    const before = markdown.slice(0, offset).replace(FENCE, "");
    fences.push({ language, text, heading: [...before.matchAll(HEADING)].at(-1)?.[2] ?? "" });
    return "";
  });
  const headings = [...prose.matchAll(HEADING)].map((found) => ({
    level: found[1] ?? "",
    text: found[2] ?? "",
  }));
  let heading = "";
  const rows = prose.split("\n").flatMap((line) => {
    if (line.startsWith("#")) heading = line.replace(/^#+ /, "");
    return line.startsWith("| ") ? [{ heading, cells: cellsOf(line) }] : [];
  });
  return {
    outline: headings.map(({ level }) => level.length),
    anchors: headings.map(({ text }) => anchorOf(text)),
    fences,
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? ""),
    rows,
  };
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\| | \|$/g, "")
    .split(/ \| /)
    .map((cell) => cell.replaceAll("\\|", "|").trim());
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
