import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { LocalError } from "../src/console/errors";
import { waitFor } from "../src/console/time";
import { repositoryRoot } from "../src/repository-root";
import { Child } from "./child";
import type { LocalPaths, Source } from "./paths";
import { type PidLedger, STACK_MARK } from "./pid-ledger";

const START_TIMEOUT_MS = 60_000;
const STOP_MS = 5_000;

export const listening = z.object({
  event: z.literal("listening"),
  url: z.string(),
  controlUrl: z.string(),
  apiBaseUrl: z.string(),
  oauthTokenUrl: z.string(),
  oauthAuthorizeUrl: z.string(),
  credentials: z.object({
    clientId: z.string(),
    clientSecret: z.string(),
    refreshToken: z.string(),
    realmId: z.string(),
    env: z.string(),
  }),
  company: z.object({ name: z.string(), history: z.object({ from: z.string(), to: z.string() }) }),
});
export type Listening = z.infer<typeof listening>;

export interface Simulator extends Listening {
  child: Child;
}

export interface SimulatorPlan {
  source: Exclude<Source, { kind: "live" }>;
  paths: LocalPaths;
  args: string[];
  signal?: AbortSignal | undefined;
}

/** The simulator of QuickBooks. It chooses its own port, and its state file keeps its identity. */
export async function startSimulator(plan: SimulatorPlan, ledger: PidLedger): Promise<Simulator> {
  const program = path.join(repositoryRoot(), "ts-blocks", "dist", "simulator", "main.js");
  if (!existsSync(program)) throw new LocalError(`${program} is not there: run npm run build`);
  if (plan.source.kind === "records" && !existsSync(plan.source.dir)) {
    throw new LocalError(`the records folder ${plan.source.dir} does not exist`);
  }
  const records = plan.source.kind === "records" ? ["--records", plan.source.dir] : ["--company", plan.source.company];
  let announced: Listening | undefined;
  const logFile = path.join(plan.paths.logs, "simulator.log");
  const child = await Child.start(
    {
      name: "simulator",
      command: process.execPath,
      args: [
        program,
        "--port",
        "0",
        "--state",
        plan.paths.simulatorState,
        "--until-stdin-closes",
        ...records,
        ...plan.args,
      ],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: "UTC", [STACK_MARK]: plan.paths.source },
      logFile,
      onLine: (line) => {
        announced ??= parseListening(line);
      },
      endsOn: "end-of-stdin",
      orderlyMs: STOP_MS,
    },
    ledger,
  );
  try {
    const patience = { timeoutMs: START_TIMEOUT_MS, intervalMs: 50, signal: plan.signal };
    const line = await waitFor({ what: `the simulator (see ${logFile})`, ...patience }, () => {
      child.assertRunning();
      return announced;
    });
    return { ...line, child };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

function parseListening(line: string): Listening | undefined {
  try {
    return listening.parse(JSON.parse(line));
  } catch {
    return undefined; // another line
  }
}
