import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import path from "node:path";
import axios from "axios";
import { waitFor } from "../src/console/time";
import { Child } from "./child";
import type { PidLedger } from "./pid-ledger";
import { freePort, LOOPBACK } from "./ports";

const START_TIMEOUT_MS = 180_000; // the first start runs about 60 migrations
const STOP_MS = 10_000;

export interface MageServer {
  child: Child;
  url: string;
}

export interface MageProcessPlan {
  python: string;
  projectDir: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  signal?: AbortSignal | undefined;
}

/** Resolves when Mage answers and its scheduler runs. The triggers may be ready a little later. */
export async function startMage(plan: MageProcessPlan, ledger: PidLedger): Promise<MageServer> {
  const launcher = path.join(plan.projectDir, "launcher.py");
  const wanted = String(await freePort());
  const logBefore = sizeOf(plan.logFile);
  const child = await Child.start(
    {
      name: "mage",
      command: plan.python,
      args: [launcher, "start", plan.projectDir, "--host", LOOPBACK, "--port", wanted, "--exit-with-stdin"],
      cwd: path.dirname(plan.projectDir),
      // If Mage does not get this port, only the links in its alerts are wrong.
      env: { MAGE_PUBLIC_HOST: `http://${LOOPBACK}:${wanted}`, ...plan.env },
      logFile: plan.logFile,
      endsOn: "SIGTERM",
      orderlyMs: STOP_MS,
    },
    ledger,
  );
  try {
    const patience = { timeoutMs: START_TIMEOUT_MS, intervalMs: 300, signal: plan.signal };
    const port = await waitFor({ what: `Mage to open its port (see ${plan.logFile})`, ...patience }, () => {
      child.assertRunning();
      return announcedPort(readFrom(plan.logFile, logBefore));
    });
    const url = `http://${LOOPBACK}:${port}`;
    await waitFor({ what: `Mage's scheduler (see ${plan.logFile})`, ...patience }, async () => {
      child.assertRunning();
      return (await schedulerRuns(url)) ? true : undefined;
    });
    return { child, url };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** If another program has taken the given port first, Mage takes the next free port without saying so. */
export function announcedPort(log: string): number | undefined {
  const port = /Mage is running at https?:\/\/[^\s:/]+:(\d+)/.exec(log)?.[1];
  return port === undefined ? undefined : Number(port);
}

async function schedulerRuns(url: string): Promise<boolean> {
  try {
    const { data } = await axios.get(`${url}/api/status`, { timeout: 5_000, proxy: false });
    return data?.statuses?.[0]?.scheduler_status === "running";
  } catch {
    return false; // not listening yet
  }
}

function sizeOf(file: string): number {
  const handle = openSync(file, "a", 0o600);
  try {
    return fstatSync(handle).size;
  } finally {
    closeSync(handle);
  }
}

function readFrom(file: string, offset: number): string {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(fstatSync(handle).size - offset);
    readSync(handle, buffer, 0, buffer.length, offset);
    return buffer.toString("utf8");
  } finally {
    closeSync(handle);
  }
}
