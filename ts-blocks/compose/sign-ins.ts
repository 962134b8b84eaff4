import { OWNER_EMAIL } from "../local/credentials";
import { readSecret } from "./secret-files";

/** The operator's three sign-ins, for the terminal of a person who may run containers here. */
export function signIns(folder: string, env: NodeJS.ProcessEnv): string {
  const address = (port: string | undefined) => `http://127.0.0.1:${port}`;
  const database = `postgresql://qbo_reader:${readSecret(folder, "pgadmin/reader_password")}@127.0.0.1:${env.POSTGRES_PORT}/qbo`;
  return [
    `Mage      ${address(env.MAGE_PORT)}`,
    `          ${OWNER_EMAIL}  ${readSecret(folder, "mage/owner_password")}`,
    `pgAdmin   ${address(env.PGADMIN_PORT)}`,
    `          ${OWNER_EMAIL}  ${readSecret(folder, "pgadmin/password")}`,
    `psql      ${database}`,
    "",
  ].join("\n");
}
