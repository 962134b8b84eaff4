import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import path from "node:path";
import { COMPANY_SIZES } from "../simulator/company/plan";
import { UsageError } from "../src/console/errors";

/** Where the stack's QuickBooks data comes from. Each source has its own databases, so that companies never mix. */
export type Source =
  | { kind: "generated"; company: string }
  | { kind: "records"; dir: string }
  /** A QuickBooks address given by QBO_API_BASE_URL; the operator enters its secrets. */
  | { kind: "live"; apiBaseUrl: string; oauthTokenUrl?: string | undefined };

export function sourceName(source: Source): string {
  switch (source.kind) {
    case "generated":
      return `generated-${source.company}`;
    case "records":
      return `records-${createHash("sha256").update(path.resolve(source.dir)).digest("hex").slice(0, 8)}`;
    case "live":
      return "live";
  }
}

export const DEFAULT_COMPANY = "demo";

export function chooseSource(
  choice: { records?: string | undefined; size?: string | undefined },
  env: NodeJS.ProcessEnv,
): Source {
  if (choice.records !== undefined) return { kind: "records", dir: path.resolve(choice.records) };
  if (choice.size !== undefined) {
    if (!(COMPANY_SIZES as readonly string[]).includes(choice.size)) {
      throw new UsageError(`--size must be one of ${COMPANY_SIZES.join(", ")}, not "${choice.size}"`);
    }
    return { kind: "generated", company: choice.size };
  }
  const apiBaseUrl = env.QBO_API_BASE_URL;
  if (apiBaseUrl && !URL.canParse(apiBaseUrl)) {
    throw new UsageError(`QBO_API_BASE_URL is no address: "${apiBaseUrl}"`);
  }
  if (apiBaseUrl) return { kind: "live", apiBaseUrl, oauthTokenUrl: env.QBO_OAUTH_TOKEN_URL };
  return { kind: "generated", company: DEFAULT_COMPANY };
}

/** @throws UsageError when the folder of the records does not exist, before anything is created for them. */
export function requireRecords(source: Source): Source {
  if (source.kind === "records" && !statSync(source.dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--records ${source.dir}: there is no such folder`);
  }
  return source;
}

export interface LocalPaths {
  /** `.local`: the virtual environment, one folder for each source, and the file that describes the running stack. */
  local: string;
  stackFile: string;
  lockFile: string;
  mageVenv: string;
  /** The folder that Mage uses as the system's temporary folder. It is emptied at each start. */
  mageTemp: string;
  /** The source's own folder. Everything below it belongs to one company. */
  source: string;
  postgresData: string;
  mageData: string;
  simulatorState: string;
  credentials: string;
  logs: string;
}

export function localPaths(local: string, source: Source): LocalPaths {
  const folder = path.join(local, "stacks", sourceName(source));
  return {
    local,
    stackFile: path.join(local, "stack.json"),
    lockFile: path.join(local, "stack.lock"),
    mageVenv: path.join(local, "mage"),
    mageTemp: path.join(local, "tmp"),
    source: folder,
    postgresData: path.join(folder, "postgres"),
    mageData: path.join(folder, "mage-data"),
    simulatorState: path.join(folder, "simulator-state.json"),
    credentials: path.join(folder, "credentials.json"),
    logs: path.join(folder, "logs"),
  };
}
