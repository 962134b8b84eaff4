import { missingQboSecrets } from "../local/secrets-seed";
import { EXIT, runCli } from "../src/console/cli";
import { createAbsent, postgresSecrets, signInToMage } from "./installation";
import { secretsFolder } from "./secret-files";

/** Puts Postgres' address and password into Mage once Mage is up, and says what the operator still has to do. */
async function main(stop: AbortSignal): Promise<number> {
  const folder = secretsFolder(process.env);
  const mage = await signInToMage(folder, stop);
  const created = await createAbsent(mage, postgresSecrets(folder));
  process.stdout.write(`seed: ${created.length > 0 ? `put ${created.join(" ")} into Mage` : "nothing to do"}\n`);
  const missing = await missingQboSecrets(mage);
  if (missing.length > 0) {
    process.stdout.write(`seed: Mage still lacks ${missing.join(" ")}\n`);
    process.stdout.write("seed: to connect a company, docker compose run --rm mage connect --help\n");
  }
  return EXIT.ok;
}

if (require.main === module) void runCli("seed", main);
