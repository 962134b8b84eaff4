import { EXIT, runCli } from "../src/console/cli";
import { UsageError } from "../src/console/errors";
import { layPgadminFiles } from "./pgadmin-files";
import { admitGuests, makeSecrets, secretsFolder } from "./secret-files";
import { signIns } from "./sign-ins";

/** Makes the missing secrets and the files that pgAdmin reads. With `sign-ins`, shows the operator how to sign in. */
async function main(): Promise<number> {
  const folder = secretsFolder(process.env);
  const [verb] = process.argv.slice(2);
  if (verb === "sign-ins") {
    process.stdout.write(signIns(folder, process.env));
    return EXIT.ok;
  }
  if (verb !== undefined) throw new UsageError("the only command is sign-ins");
  const made = makeSecrets(folder);
  layPgadminFiles(folder);
  admitGuests(folder);
  process.stdout.write(
    made.length > 0
      ? `first-start: made ${made.length} secrets; docker compose run --rm first-start sign-ins shows how to get in\n`
      : "first-start: every secret is there\n",
  );
  return EXIT.ok;
}

if (require.main === module) void runCli("first-start", main);
