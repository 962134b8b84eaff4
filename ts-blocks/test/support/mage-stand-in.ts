import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  type AccessMessage,
  type ChildMessage,
  childMessage,
  type JobMessage,
  type ParentMessage,
} from "../../src/bridge/messages";
import { repositoryRoot } from "../../src/repository-root";
import type { PostgresSettings } from "../../src/warehouse/database/connection";

type Of<T extends ChildMessage["type"]> = Extract<ChildMessage, { type: T }>;

export interface BlockRun {
  readonly exitCode: number | null;
  readonly output: Of<"result">["output"] | undefined;
  readonly failure: Of<"failure"> | undefined;
  readonly logs: readonly Of<"log">[];
  readonly progress: readonly Of<"progress">[];
  /** Everything the program wrote. Tests search it for text that must not occur. */
  readonly text: string;
}

const BLOCKS = ["loader", "exporter", "validator"] as const;
export type BlockName = (typeof BLOCKS)[number];

export interface RunningBlock {
  readonly process: ChildProcessWithoutNullStreams;
  readonly done: Promise<BlockRun>;
}

/** As in `mage_project/utils/program.py`. */
const NODE_OPTIONS = ["--max-old-space-size=256", "--max-semi-space-size=2"];
const ALLOCATOR = { MALLOC_MMAP_THRESHOLD_: "131072" };

interface NamedBlock extends RunningBlock {
  readonly block: BlockName;
}

interface Secrets {
  [name: string]: string | null;
}

/**
 * Plays the Mage block for a compiled program, for tests of the program. (The golden conversations and the end-to-end
 * tests show that the real Mage plays it the same way.) It keeps the secrets as Mage Secrets would.
 */
export class MageStandIn {
  readonly secrets: Secrets;
  /** Variables that Mage's environment adds to the addresses. */
  readonly environment: Record<string, string> = {};
  /** The access token that all programs share, with the refresh token that came with it. */
  private shared: { readonly access: AccessMessage; readonly cameWith: string } | undefined;
  /** The interval that Mage's Backfills page gives each run. */
  interval: JobMessage["interval"];
  private runs = 0;
  private readonly lease = new Lease();

  constructor(
    postgres: PostgresSettings,
    private readonly qbo: {
      readonly apiBaseUrl: string;
      readonly oauthTokenUrl: string;
      readonly credentials: {
        readonly clientId: string;
        readonly clientSecret: string;
        readonly refreshToken: string;
        readonly realmId: string;
        readonly env: string;
      };
    },
    /** The project whose programs run. */
    private readonly root: string = repositoryRoot(),
  ) {
    this.secrets = {
      QBO_CLIENT_ID: qbo.credentials.clientId,
      QBO_CLIENT_SECRET: qbo.credentials.clientSecret,
      QBO_REFRESH_TOKEN: qbo.credentials.refreshToken,
      QBO_REALM_ID: qbo.credentials.realmId,
      QBO_ENV: qbo.credentials.env,
      POSTGRES_HOST: postgres.host,
      POSTGRES_PORT: String(postgres.port),
      POSTGRES_DB: postgres.database,
      POSTGRES_USER: postgres.user,
      POSTGRES_PASSWORD: postgres.password,
    };
  }

  /**
   * Runs all three blocks as Mage does, each only after the success of the one before. Returns the last run of each
   * block.
   */
  async pipeline(entity: string, variables: JobMessage["variables"]): Promise<Record<string, BlockRun>> {
    const runs: Record<string, BlockRun> = {};
    let upstream: JobMessage["upstream"] = [];
    const id = ++this.runs;
    for (const block of BLOCKS) {
      const run = await this.start(block, entity, variables, upstream, id).done;
      runs[block] = run;
      if (run.output === undefined) break;
      upstream = [run.output];
    }
    return runs;
  }

  /**
   * Runs a pipeline, but hands the current block to `kill` at one moment. The test is about the state that this leaves.
   *
   * @param moment resolves when the moment has come; its signal says that the pipeline is over.
   * @returns the block that ran then; undefined if no block ran.
   */
  async pipelineUntil(
    entity: string,
    variables: JobMessage["variables"],
    moment: (over: AbortSignal) => Promise<void>,
    kill: (running: NamedBlock) => void | Promise<void>,
  ): Promise<BlockName | undefined> {
    const over = new AbortController();
    let running: NamedBlock | undefined;
    const killed = moment(over.signal).then(async () => {
      if (running === undefined || running.process.exitCode !== null || over.signal.aborted) return undefined;
      await kill(running);
      return running.block;
    });
    let upstream: JobMessage["upstream"] = [];
    const id = ++this.runs;
    for (const block of BLOCKS) {
      running = { ...this.start(block, entity, variables, upstream, id), block };
      const { output } = await running.done;
      if (output === undefined) break;
      upstream = [output];
    }
    over.abort();
    return killed;
  }

  start(
    block: string,
    entity: string,
    variables: JobMessage["variables"],
    upstream: JobMessage["upstream"] = [],
    magePipelineRunId = ++this.runs,
  ): RunningBlock {
    const script = join(this.root, "ts-blocks", "dist", "src", "blocks", `${block}.js`);
    const child = spawn(process.execPath, [...NODE_OPTIONS, script], {
      env: {
        PATH: process.env.PATH,
        ...ALLOCATOR,
        QBO_API_BASE_URL: this.qbo.apiBaseUrl,
        QBO_OAUTH_TOKEN_URL: this.qbo.oauthTokenUrl,
        ...this.environment,
      },
    });
    const send = (message: ParentMessage) => child.stdin.write(`${JSON.stringify(message)}\n`);
    child.stdin.on("error", () => undefined); // the program may be gone before it has read everything
    send({
      type: "job",
      protocol: 2,
      block,
      // `company` is the pipeline that has a variable for its entities.
      entities: ["company", "sync"].includes(entity) ? [] : [entity],
      pipeline: entity === "sync" ? "qb_company_sync" : `qb_${entity}_backfill`,
      run_ids: { mage_pipeline_run_id: magePipelineRunId, mage_block_run_id: null },
      variables,
      ...(this.interval === undefined ? {} : { interval: this.interval }),
      upstream,
    });
    return { process: child, done: this.converse(child, send) };
  }

  private async converse(
    child: ChildProcessWithoutNullStreams,
    send: (message: ParentMessage) => void,
  ): Promise<BlockRun> {
    const messages: ChildMessage[] = [];
    const text: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => text.push(chunk.toString()));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = childMessage.parse(JSON.parse(line));
      messages.push(message);
      if (message.type !== "token.rotated" && message.type !== "token.release") text.push(line);
      if (message.type === "token.lease") void this.lease.take(child).then(() => send(this.leased()));
      const answer = this.answer(message);
      if (answer !== undefined) send(answer);
      if (message.type === "token.rotated" || message.type === "token.release") this.lease.giveBack(child);
    });
    const [exitCode] = (await once(child, "close")) as [number | null];
    this.lease.giveBack(child);
    const of = <T extends ChildMessage["type"]>(type: T) => messages.filter((m): m is Of<T> => m.type === type);
    return {
      exitCode,
      output: of("result")[0]?.output,
      failure: of("failure")[0],
      logs: of("log"),
      progress: of("progress"),
      text: text.join("\n"),
    };
  }

  private leased(): ParentMessage {
    const token = this.secrets.QBO_REFRESH_TOKEN;
    const access = this.shared?.cameWith === token ? { access: this.shared?.access } : {};
    return token
      ? { type: "token.leased", refresh_token: token, ...access }
      : { type: "token.refused", reason: "there is no secret QBO_REFRESH_TOKEN" };
  }

  private keep(access: AccessMessage | undefined): void {
    const cameWith = this.secrets.QBO_REFRESH_TOKEN;
    if (access !== undefined && cameWith) this.shared = { access, cameWith };
  }

  /** After this, the next program has to sign in. */
  forgetAccessToken(): void {
    this.shared = undefined;
  }

  private shown(name: string): string | null {
    const value = this.secrets[name] ?? null;
    return name === "QBO_REFRESH_TOKEN" && value !== null ? "[handed over under a lease only]" : value;
  }

  private answer(message: ChildMessage): ParentMessage | undefined {
    switch (message.type) {
      case "need":
        return {
          type: "secret",
          values: Object.fromEntries(message.secrets.map((name) => [name, this.shown(name)])),
        };
      case "token.rotated":
        this.secrets.QBO_REFRESH_TOKEN = message.refresh_token;
        this.keep(message.access);
        return { type: "token.stored" };
      case "token.release":
        this.keep(message.access);
        return undefined;
      default:
        return undefined;
    }
  }
}

/** Has one holder at a time and is freed by the holder's death, like the row lock in Mage's database. */
class Lease {
  private holder: object | undefined;
  private readonly waiting: { readonly who: object; readonly go: () => void }[] = [];

  async take(who: object): Promise<void> {
    if (this.holder === undefined || this.holder === who) {
      this.holder = who;
      return;
    }
    await new Promise<void>((go) => {
      this.waiting.push({ who, go });
    });
  }

  giveBack(who: object): void {
    if (this.holder !== who) return;
    const next = this.waiting.shift();
    this.holder = next?.who;
    next?.go();
  }
}
