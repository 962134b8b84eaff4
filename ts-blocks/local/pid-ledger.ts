import { rmSync } from "node:fs";
import { z } from "zod";
import { readJson, writePrivateJson } from "../src/console/files";
import {
  carriersOf,
  descendantsOf,
  haveEnded,
  isRunning,
  markOf,
  type ProcessMark,
  signal,
} from "../src/console/processes";

const entry = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  mark: z.string(),
  /** The signal on which the process ends in good order. */
  endsOn: z.enum(["SIGINT", "SIGTERM"]),
});
type Entry = z.infer<typeof entry>;
const ledgerSchema = z.object({ processes: z.array(entry) });

const ORDERLY_MS = 10_000;

/** All children carry this variable. So a child whose group leader is gone can still be recognised as ours. */
export const STACK_MARK = "QBO_LOCAL_STACK";

async function endFamily(family: ProcessMark[], endsOn: NodeJS.Signals): Promise<void> {
  const left = () => family.filter(isRunning);
  for (const name of [endsOn, "SIGKILL"] as const) {
    for (const { pid } of left()) signal(pid, name);
    if (await haveEnded(() => left().length > 0, ORDERLY_MS)) return;
  }
}

/** Processes that were started and not yet seen to end. They are kept on disk for the next program after a SIGKILL. */
export class PidLedger {
  constructor(
    private readonly file: string,
    private readonly stackMark: string,
  ) {}

  /** Each child leads a process group of its own, so its pid stands for the whole group. */
  record(name: string, pid: number, endsOn: Entry["endsOn"]): void {
    const mark = markOf(pid);
    if (mark === undefined) return; // it has ended already; the code that waits for it reports that
    this.write([...this.entries().filter((e) => e.pid !== pid), { name, endsOn, ...mark }]);
  }

  forget(pid: number): void {
    this.write(this.entries().filter((e) => e.pid !== pid));
  }

  /** Ends what an earlier stack left running; returns the names. Another process that has got the same number is left alone. */
  async endLeftovers(): Promise<string[]> {
    const ended: string[] = [];
    for (const { name, endsOn, ...leader } of this.entries().reverse()) {
      if (!isRunning(leader)) continue;
      ended.push(name);
      await endFamily([leader, ...descendantsOf(leader.pid)], endsOn);
    }
    // Processes whose leader was killed before them, such as the notebook kernel that Mage starts in a session of its own.
    const strays = carriersOf(`${STACK_MARK}=${this.stackMark}`);
    if (strays.length > 0) {
      ended.push(`${strays.length} of their children`);
      await endFamily(strays, "SIGTERM");
    }
    rmSync(this.file, { force: true });
    return ended;
  }

  private entries(): Entry[] {
    return readJson(this.file, ledgerSchema)?.processes ?? [];
  }

  private write(processes: Entry[]): void {
    writePrivateJson(this.file, { processes });
  }
}
