import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../src/repository-root";
import { type Fence, parsePage } from "./markdown";

/**
 * A block of commands that a person copies from the documentation. A test holds that the Spanish pages have the same
 * blocks.
 */
export interface CommandBlock {
  readonly language: "sh" | "sql";
  readonly text: string;
  /** The output that the pages show, in the block after the commands. */
  readonly samples: readonly string[];
}

/** How a test treats a block of shell commands. Every query is run. */
export type Treatment =
  | { readonly kind: "ends" }
  /** The command stays up; it works when it says this. */
  | { readonly kind: "stays"; readonly says: RegExp }
  | { readonly kind: "not run"; readonly because: string };

const WITH_DOCKER = "needs a Docker engine: npm run test:compose starts, saves, restores and upgrades with one";
const WITH_INTUIT =
  "needs Intuit and a Mage of the reader's own: e2e/connection.test.ts does the same with the simulator";

/** The order of the run: the first block starts what the others use. */
export const TREATMENTS: readonly (readonly [block: RegExp, Treatment])[] = [
  [/^npm ci && npm run demo$/, { kind: "stays", says: /^demo: ok .*$/m }],
  [/^npm run report$/, { kind: "ends" }],
  [/^npm run -s report -- --json$/, { kind: "ends" }],
  [/^npm run report -- --syncs$/, { kind: "ends" }],
  [/^npm run -s report -- --syncs --json$/, { kind: "ends" }],
  [/^npm run demo -- --company --exit$/, { kind: "not run", because: "e2e/demo.test.ts runs it, and compares" }],
  [/^npm run evidence$/, { kind: "ends" }],
  [/^PGHOST=db\.example\.com .* npm run db:init$/, { kind: "ends" }],
  [/^npm run simulator -- --company small$/, { kind: "stays", says: /http:\/\/127\.0\.0\.1:\d+/ }],
  [/^npm run simulator -- .*--scenario/, { kind: "stays", says: /http:\/\/127\.0\.0\.1:\d+/ }],
  [/^npm run simulator -- --help$/, { kind: "ends" }],
  [/^url=.*\ncurl /, { kind: "ends" }],
  [/^umask 077\nmage=/, { kind: "ends" }],
  [/^npm ci && npm test$/, { kind: "not run", because: "it is what runs this test" }],
  [/^npm ci && npm run check && /, { kind: "not run", because: "npm test has run the same before this test" }],
  [/^npm ci && npm run build$/, { kind: "not run", because: "every test has built before it runs" }],
  [/\/srv\/acme/, { kind: "not run", because: "e2e/existing-mage.test.ts runs it on a project of that kind" }],
  [/^npm run bench\b/, { kind: "not run", because: "it measures for minutes; its parts are under test/bench" }],
  [/^npm run test:compose$/, { kind: "not run", because: WITH_DOCKER }],
  [/^(docker compose|git pull\ndocker compose) /, { kind: "not run", because: WITH_DOCKER }],
  [/^npm run (connect|secrets) -- /, { kind: "not run", because: WITH_INTUIT }],
];

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(repositoryRoot(), "docs/en")).map((name) => `docs/en/${name}`),
];

/** Each block once, in the order of the pages. Independent commands of one block are run one line at a time. */
export function commandBlocks(): CommandBlock[] {
  const samples = new Map<string, CommandBlock & { samples: string[] }>();
  for (const page of PAGES) {
    const { fences } = parsePage(readFileSync(join(repositoryRoot(), page), "utf8"));
    for (const [place, fence] of fences.entries()) {
      if (fence.language !== "sh" && fence.language !== "sql") continue;
      for (const text of commandsOf(fence)) {
        const block = samples.get(text) ?? { language: fence.language, text, samples: [] };
        samples.set(text, block);
        const next = fences[place + 1];
        if (next?.language === "text" && next.heading === fence.heading) block.samples.push(next.text);
      }
    }
  }
  return [...samples.values()];
}

function commandsOf({ language, text }: Fence): string[] {
  const lines = text.trim().split("\n");
  const apart = language === "sh" && lines.every((line) => /^npm run /.test(line.trim()));
  return apart ? lines.map((line) => line.trim()) : [text.trim()];
}

export function treatmentOf({ text }: CommandBlock): Treatment | undefined {
  return TREATMENTS.find(([block]) => block.test(text))?.[1];
}
