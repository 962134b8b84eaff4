import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../local/ports";
import { waitFor } from "../../src/console/time";
import { MageApi } from "../../src/mage/api";
import { repositoryRoot } from "../../src/repository-root";
import { composeCommand } from "./engine";

const HEALTHY_MS = 300_000;

export interface Finished {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

export interface SignIn {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

/** One installation under its own project name, started from the unchanged compose file of a folder. */
export class Installation {
  private constructor(
    readonly project: string,
    readonly folder: string,
    readonly env: NodeJS.ProcessEnv,
    private readonly command: readonly string[],
  ) {}

  /** @param ports the wanted ports, by setting. Every other port is a free one. */
  static async prepare(project: string, folder: string, ports: NodeJS.ProcessEnv = {}): Promise<Installation> {
    const port = async (setting: string) => ports[setting] ?? String(await freePort());
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      COMPOSE_PROJECT_NAME: project,
      MAGE_PORT: await port("MAGE_PORT"),
      PGADMIN_PORT: await port("PGADMIN_PORT"),
      POSTGRES_PORT: await port("POSTGRES_PORT"),
    };
    return new Installation(project, folder, env, composeCommand());
  }

  /** @throws Error with the command's output, when the command fails. */
  async compose(...args: string[]): Promise<string> {
    const { exitCode, out, err } = await this.tryCompose(...args);
    if (exitCode !== 0) throw new Error(`compose ${args.join(" ")} ended with ${exitCode}:\n${err}\n${out}`);
    return out;
  }

  tryCompose(...args: string[]): Promise<Finished> {
    const [program = "", ...first] = this.command;
    return this.run(program, [...first, ...args]);
  }

  /** Starts a command and does not wait for its end. */
  start(...args: string[]): ChildProcessWithoutNullStreams {
    const [program = "", ...first] = this.command;
    return spawn(program, [...first, ...args], { cwd: this.folder, env: this.env });
  }

  /** Runs commands as a page of the documentation shows them. */
  async shell(script: string, cwd: string): Promise<void> {
    const adapted = script.replaceAll("docker compose", this.command.join(" "));
    const { exitCode, err } = await this.run("/bin/sh", ["-euc", adapted], cwd);
    if (exitCode !== 0) throw new Error(`${script}\nended with ${exitCode}:\n${err}`);
  }

  run(program: string, args: readonly string[], cwd: string = this.folder): Promise<Finished> {
    const child = spawn(program, args, { cwd, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk;
    });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve({ exitCode, out, err }));
    });
  }

  async container(service: string): Promise<string> {
    const label = `label=com.docker.compose.project=${this.project}`;
    const filters = ["--filter", label, "--filter", `label=com.docker.compose.service=${service}`];
    const { out } = await this.run("docker", [
      "ps",
      "-a",
      "-q",
      ...filters,
      "--filter",
      "label=com.docker.compose.oneoff=False",
    ]);
    return out.trim();
  }

  /** `running healthy`, `exited 0` and the like. */
  async state(service: string): Promise<string> {
    const format =
      '{{.State.Status}} {{if eq .State.Status "running"}}{{.State.Health.Status}}{{else}}{{.State.ExitCode}}{{end}}';
    return (await this.run("docker", ["inspect", "-f", format, await this.container(service)])).out.trim();
  }

  async until(service: string, state: string): Promise<void> {
    await waitFor({ what: `${service} to be ${state}`, timeoutMs: HEALTHY_MS, intervalMs: 500 }, async () =>
      (await this.state(service)) === state ? true : undefined,
    );
  }

  async healthy(): Promise<void> {
    for (const service of ["postgres", "mage", "pgadmin"]) await this.until(service, "running healthy");
  }

  /** One value, read inside the container of Postgres. */
  async psql(sql: string, database = "qbo"): Promise<string> {
    return (await this.compose("exec", "-T", "postgres", "psql", "-U", "postgres", "-d", database, "-Atc", sql)).trim();
  }

  /** The sign-ins, as the documented command prints them. */
  async signIns(): Promise<{ mage: SignIn; pgadmin: SignIn; psql: string }> {
    const out = await this.compose("run", "--rm", "-T", "first-start", "sign-ins");
    const [mage = "", mageAs = "", pgadmin = "", pgadminAs = "", psql = ""] = out
      .trim()
      .split("\n")
      .map((l) => l.trim());
    return { mage: signInOf(mage, mageAs), pgadmin: signInOf(pgadmin, pgadminAs), psql: psql.split(/\s+/)[1] ?? "" };
  }

  async mage(): Promise<MageApi> {
    const { url, email, password } = (await this.signIns()).mage;
    return MageApi.signIn(url, { email, password });
  }

  /** What routes.py prints beside the Mage that runs, with a database in memory: the image holds no tests. */
  routesOfMage(): Promise<string> {
    const program = readFileSync(join(repositoryRoot(), "mage_project", "tests", "routes.py"), "utf8");
    const settings = [
      "MAGE_DATABASE_CONNECTION_URL=sqlite://",
      "MAGE_DATA_DIR=/tmp/routes",
      "MAGE_REPO_PATH=/var/lib/mage/project/mage_project", // Mage makes a folder in it, and /app is read-only
    ];
    const given = settings.flatMap((setting) => ["-e", setting]);
    return this.compose("exec", "-T", ...given, "mage", "python", "-c", program);
  }

  /** Holds every answer of the simulator back, or releases the answers. */
  async hold(on: boolean): Promise<void> {
    await this.simulator("hold", { on });
  }

  /** The number of requests that the simulator holds back. */
  async held(): Promise<number> {
    return ((await this.simulator("hold")) as { waiting: number }).waiting;
  }

  /** Calls the simulator's control port, which only containers can reach. */
  async simulator(path = "", body?: object): Promise<unknown> {
    const options = body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const ask = `fetch("http://127.0.0.1:9002/${path}", ${JSON.stringify(options) ?? "{}"}).then(async (answer) => {
      console.log(await answer.text());
      process.exit(answer.ok ? 0 : 1);
    })`;
    return JSON.parse(await this.compose("--profile", "demo", "exec", "-T", "simulator", "node", "-e", ask));
  }

  async remove(): Promise<void> {
    await this.compose("--profile", "demo", "--profile", "tools", "down", "--volumes", "--remove-orphans");
  }

  async volumes(): Promise<string[]> {
    const filter = `label=com.docker.compose.project=${this.project}`;
    const { out } = await this.run("docker", ["volume", "ls", "-q", "--filter", filter]);
    return out.split("\n").filter(Boolean).sort();
  }
}

function signInOf(address: string, person: string): SignIn {
  const [email = "", password = ""] = person.split(/\s+/);
  return { url: address.split(/\s+/)[1] ?? "", email, password };
}
