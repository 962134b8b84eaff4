import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "../errors";

type Environment = Readonly<Record<string, string | undefined>>;

const addressFile = z.strictObject({
  QBO_API_BASE_URL: z.string().optional(),
  QBO_OAUTH_TOKEN_URL: z.string().optional(),
  QBO_OAUTH_AUTHORIZE_URL: z.string().optional(),
});

/**
 * The environment, with the addresses from the JSON file `QBO_ADDRESSES_FILE` if there is one. The addresses may not be
 * known when Mage starts: the demo of the compose file writes its simulator's addresses there while Mage runs. They pass the
 * same checks as the addresses in the environment.
 *
 * @throws ConfigError `CONFIG_ADDRESS` when the file exists and does not hold addresses.
 */
export function withAddressFile(env: Environment): Environment {
  const file = env.QBO_ADDRESSES_FILE;
  if (!file || !existsSync(file)) return env;
  try {
    return { ...env, ...addressFile.parse(JSON.parse(readFileSync(file, "utf8"))) };
  } catch (cause) {
    throw new ConfigError("CONFIG_ADDRESS", `${file} does not hold addresses.`, {
      cause,
      remedy: "Delete the file to use Intuit's addresses, or start the simulator of the demo again, which writes it.",
    });
  }
}
