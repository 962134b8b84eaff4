import { existsSync } from "node:fs";
import axios from "axios";
import { runPipelines } from "../local/demo";
import { failures, isGreen, lastLine, table } from "../local/demo-report";
import { awaitTriggers } from "../local/mage-triggers";
import { secretsFor } from "../local/secrets-seed";
import { type Listening, listening } from "../local/simulator-process";
import { EXIT, runCli } from "../src/console/cli";
import { LocalError } from "../src/console/errors";
import { Progress } from "../src/console/progress";
import { utcRange } from "../src/job/variables";
import type { MageApi } from "../src/mage/api";
import type { PostgresSettings } from "../src/warehouse/database/connection";
import { createAbsent, POSTGRES, signInToMage } from "./installation";
import { readSecret, secretsFolder, writeWhole } from "./secret-files";

const SIMULATOR = { api: "http://simulator:9001", control: "http://simulator:9002" };
const DAYS_MAX = 50 * 366;

/** Connects Mage with the simulator and loads its company, through the triggers that any program would use. */
async function main(stop: AbortSignal): Promise<number> {
  const folder = secretsFolder(process.env);
  const progress = new Progress("demo", process.stdout);
  const company = await askSimulator();
  const mage = await signInToMage(folder, stop);
  await connectToSimulator(mage, company, process.env.QBO_ADDRESSES_FILE ?? "");
  const { from, to } = company.company.history;
  const range = utcRange({ from, to }, "from", "to", { daysMax: DAYS_MAX }, []);
  if (range === undefined) throw new LocalError("the simulator's company has no history that could be loaded");
  const triggers = (await awaitTriggers(mage, stop)).filter(({ entity }) => entity !== null);
  const stack = { postgres: loaderConnection(folder), triggers };
  const outcomes = await runPipelines({ stack, api: mage, range, progress, signal: stop });
  process.stdout.write(`\n${table(outcomes)}${failures(outcomes)}${lastLine(outcomes)}\n`);
  return outcomes.every(isGreen) ? EXIT.ok : EXIT.notGreen;
}

async function askSimulator(): Promise<Listening> {
  const { data } = await axios.get(SIMULATOR.control, { proxy: false, timeout: 10_000 });
  return listening.parse(data);
}

/**
 * The pipelines read the simulator's addresses from this file. The file also marks the installation as a demo, not a
 * real company.
 */
async function connectToSimulator(mage: MageApi, { credentials }: Listening, addressesFile: string): Promise<void> {
  const wanted = secretsFor(POSTGRES, { loaderPassword: "" }, { credentials });
  const qbo = Object.fromEntries(Object.entries(wanted).filter(([name]) => name.startsWith("QBO_")));
  if (!existsSync(addressesFile) && (await mage.secretNames()).some((name) => name in qbo)) {
    throw new LocalError(
      "this installation is connected to a company already; the demo needs one of its own, under another project name (docker compose -p qbo-demo)",
    );
  }
  const addresses = {
    QBO_API_BASE_URL: SIMULATOR.api,
    QBO_OAUTH_TOKEN_URL: `${SIMULATOR.api}/oauth2/v1/tokens/bearer`,
  };
  writeWhole(addressesFile, `${JSON.stringify(addresses, null, 2)}\n`);
  await createAbsent(mage, qbo);
}

function loaderConnection(folder: string): PostgresSettings {
  return { ...POSTGRES, database: "qbo", user: "qbo_loader", password: readSecret(folder, "mage/loader_password") };
}

if (require.main === module) void runCli("demo", main);
