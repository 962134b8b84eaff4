import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../../src/repository-root";

export const ROLES = ["anyone", "viewer", "editor", "owner"] as const;
export type Role = (typeof ROLES)[number];

const entry = z.strictObject({
  who: z.enum(ROLES),
  methods: z.array(z.enum(["GET", "POST", "PUT", "DELETE"])),
  paths: z.array(z.string().startsWith("/")),
  /** Why the path is open, in both languages of the docs. */
  en: z.string(),
  es: z.string(),
});
export type Doors = z.infer<typeof entry>;

/** The requests that the launcher lets through to Mage (mage_project/launch/doors.json). */
export function readDoors(): Doors[] {
  const file = join(repositoryRoot(), "mage_project", "launch", "doors.json");
  return z.array(entry).parse(JSON.parse(readFileSync(file, "utf8")));
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "<number>": "[0-9]+",
  "<word>": "[A-Za-z0-9_-]+",
  "<word:word>": "[A-Za-z0-9_]+:[A-Za-z0-9_]+",
  "<...>": ".*",
};

/** Whether the list opens the path to the role. */
export function isOpen(doors: readonly Doors[], role: Role, method: string, path: string): boolean {
  return doors.some(
    ({ who, methods, paths }) =>
      ROLES.indexOf(role) >= ROLES.indexOf(who) &&
      methods.some((each) => each === method) &&
      paths.some((each) => patternOf(each).test(path)),
  );
}

function patternOf(path: string): RegExp {
  const parts = path.split(/(<[^>]+>)/).map((part) => PLACEHOLDERS[part] ?? part.replace(/[.]/g, "\\."));
  return new RegExp(`^${parts.join("")}$`);
}

const EXAMPLES: Readonly<Record<string, string>> = { "<number>": "999999", "<word:word>": "nothing:nothing" };

/** A request for each path of the list. The names in it do not exist, so that nothing is deleted. */
export function examples(doors: readonly Doors[]): { method: string; path: string }[] {
  return doors.flatMap(({ methods, paths }) =>
    paths.flatMap((path) =>
      methods.map((method) => ({ method, path: path.replace(/<[^>]+>/g, (name) => EXAMPLES[name] ?? "nothing") })),
    ),
  );
}

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
/** Without these three a scan has not seen Mage's routes. */
const KNOWN = ["/api/event_matchers", "/websocket/terminal", "/api/browser_items"];

/**
 * Each path in each method, and each way in of the list.
 *
 * @param printed what mage_project/tests/routes.py prints in the Python of that Mage
 * @throws Error when paths are missing that Mage is known to serve
 */
export function everyRequest(printed: string, doors: readonly Doors[]): { method: string; path: string }[] {
  const paths = z.array(z.string().startsWith("/")).parse(JSON.parse(printed.trim().split("\n").at(-1) ?? ""));
  const missing = KNOWN.filter((path) => !paths.includes(path));
  if (missing.length > 0) throw new Error(`the routes of Mage lack ${missing.join(", ")}`);
  return [...paths.flatMap((path) => METHODS.map((method) => ({ method, path }))), ...examples(doors)];
}
