import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../local/ports";
import type { PostgresSettings } from "../../src/warehouse/database/connection";
import { PGBOUNCER } from "./parts";

/** Starts a PgBouncer before a database. @param lines more lines for its settings. */
export async function startPooler(
  { host, port, database, user, password }: PostgresSettings,
  mode: "transaction" | "session" | "statement",
  lines: readonly string[] = [],
): Promise<AsyncDisposable & { readonly port: number }> {
  const folder = mkdtempSync(join(tmpdir(), "qbo-pooler-"));
  const listening = await freePort();
  const settings = join(folder, "pgbouncer.ini");
  const users = join(folder, "users.txt");
  writeFileSync(users, `"${user}" "${password}"\n`);
  writeFileSync(
    settings,
    `[databases]
${database} = host=${host} port=${port} dbname=${database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listening}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = ${mode}
${lines.join("\n")}
`,
  );
  chmodSync(folder, 0o755);
  // PgBouncer does not run as root.
  const asUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(PGBOUNCER, [settings], { stdio: "ignore", ...asUser });
  await untilItListens(listening, child);
  return {
    port: listening,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill("SIGKILL");
        await once(child, "close");
      }
      rmSync(folder, { recursive: true });
    },
  };
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
