import { chownSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

/** The files and settings of a server that a test started: certificates and client rules. */
export class PostgresFiles {
  private constructor(
    private readonly url: string,
    private readonly dataDir: string,
  ) {}

  static async of(url: string): Promise<PostgresFiles> {
    const [row] = await asked<{ data_directory: string }>(url, "show data_directory");
    return new PostgresFiles(url, row?.data_directory ?? "");
  }

  /** Switches encryption on, with a certificate for 127.0.0.1. @param clientCa the authority for client certificates. */
  async encrypt(certificate: { readonly cert: string; readonly key: string }, clientCa?: string): Promise<void> {
    this.write("server.crt", certificate.cert);
    this.write("server.key", certificate.key);
    if (clientCa !== undefined) this.write("root.crt", clientCa);
    await asked(this.url, "alter system set ssl = on");
    if (clientCa !== undefined) await asked(this.url, "alter system set ssl_ca_file = 'root.crt'");
    await this.reload();
  }

  /** Puts rules before all others. The administrator's own sessions stay allowed. */
  async rules(lines: readonly string[]): Promise<void> {
    const file = join(this.dataDir, "pg_hba.conf");
    const before = readFileSync(file, "utf8").replace(/^# test\n[\s\S]*?^# end\n/m, "");
    const admin = "host all postgres 127.0.0.1/32 scram-sha-256";
    writeFileSync(file, `# test\n${[admin, ...lines].join("\n")}\n# end\n${before}`);
    await this.reload();
  }

  private write(name: string, text: string): void {
    const path = join(this.dataDir, name);
    writeFileSync(path, text, { mode: 0o600 });
    const { uid, gid } = statSync(this.dataDir);
    chownSync(path, uid, gid);
  }

  private async reload(): Promise<void> {
    await asked(this.url, "select pg_reload_conf()");
    // The server reads the rules a moment later, and a new session uses the rules that were read.
    await asked(this.url, "select pg_sleep(0.5)");
  }
}

async function asked<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}
