import { expect } from "vitest";
import { hasRecordings, RECORDINGS_FOLDER, requirePart } from "../../test/support/parts";
import { startSimulator } from "../index";
import { elementsOf, memberOf } from "../json-text";
import type { Simulator } from "../simulator";
import { Caller, type Heard } from "../testing/caller";
import { recording, recordLines, shapeOf, timeOf } from "../testing/recordings";
import { REPLAYED, type ReplayFile } from "./replayed";

/** The parts of every replay: a simulator with the records of the recording, at the moment of the recording. */
export class Stage {
  readonly #covered = new Set<string>();

  private constructor(
    readonly qbo: Simulator,
    readonly caller: Caller,
    private readonly file: ReplayFile,
  ) {}

  static async open(file: ReplayFile): Promise<Stage> {
    requirePart("recordings");
    const qbo = await startSimulator({
      recordsDirectory: `${RECORDINGS_FOLDER}/minimul`,
      ties: "stable",
      rotate: "never",
      clock: { startAtMs: Date.parse("2020-09-29T13:00:00Z"), frozen: true },
    });
    return new Stage(qbo, await Caller.of(qbo), file);
  }

  /** Sets the clock to the time of a recorded body. The access token lives one hour of that clock, so each test gets a new one. */
  async at(body: string): Promise<void> {
    this.qbo.calm();
    const instant = timeOf(body);
    if (!Number.isNaN(instant)) this.qbo.clock.set(instant);
    this.caller.refreshToken = this.qbo.consent();
    await this.caller.refresh();
  }

  /** Puts these records on the shelf. All others are removed, unless `others` is "stay". */
  only(entity: string, raws: readonly string[], others: "gone" | "stay" = "gone"): void {
    if (others === "gone") this.qbo.world.store.clear(entity);
    for (const raw of raws) this.qbo.putRecord(entity, raw);
  }

  /** Returns the recording and notes it as replayed. */
  cover(file: string): string {
    expect([file, REPLAYED[file]?.in]).toEqual([file, this.file]);
    this.#covered.add(file);
    return recording(file);
  }

  /** Compares the answer with the recording, as strictly as the list of replays says. */
  expectSame(file: string, heard: string, recorded: string): void {
    const { same } = REPLAYED[file] ?? {};
    if (same === "bytes") expect(heard).toBe(withShortTime(recorded));
    else if (same === "values") expect(JSON.parse(heard)).toEqual(JSON.parse(recorded));
    else if (same === "structure") expect(shapeOf(JSON.parse(heard))).toEqual(shapeOf(JSON.parse(recorded)));
    else if (same === "text") expect(bare(heard)).toBe(bare(withShortTime(recorded)));
    else throw new TypeError(`${file} is compared in part only`);
  }

  /** The last test of each file: every recording that the list gives to this file was replayed. */
  expectAllCovered(): void {
    const promised = Object.keys(REPLAYED).filter((file) => REPLAYED[file]?.in === this.file);
    expect(promised.length).toBeGreaterThan(0);
    expect(promised.filter((file) => !this.#covered.has(file))).toEqual([]);
  }

  upload(type: string, id: string): Promise<Heard> {
    const metadata = `{"AttachableRef":[{"EntityRef":{"value":"${id}","type":"${type}"},"IncludeOnSend":false}],"FileName":"no_detail.xml","ContentType":"text/xml"}`;
    const part = (name: string, body: string): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${body}\r\n`;
    const body = `${part("file_metadata_0", metadata)}${part("file_content_0", "<xml/>")}--b--\r\n`;
    return this.caller.post("upload", body, { "content-type": "multipart/form-data; boundary=b" });
  }
}

export interface Exchange {
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  readonly requestBody?: unknown;
}

export function exchanges(): Exchange[] {
  if (!hasRecordings()) return expectedExchanges();
  return recordLines("minimul/requests.jsonl").map((line) => JSON.parse(line) as Exchange);
}

/** Only the names, on a machine without the recordings: their tests are counted there and not run. */
function expectedExchanges(): Exchange[] {
  const files = Object.keys(REPLAYED).flatMap((file) => /^minimul\/((?:envelopes|writes)\/.*)$/.exec(file)?.[1] ?? []);
  const isRead = (file: string) => /^envelopes|-read\.json$/.test(file);
  return files.map((file) => ({ file, method: isRead(file) ? "GET" : "POST", path: "", origin: "" }));
}

/** The records of an envelope, as they are written. */
export function rowsOf(body: string, entity: string): string[] {
  const alone = memberOf(body, entity);
  if (alone !== undefined) return [alone];
  const rows = memberOf(memberOf(body, "QueryResponse") ?? "{}", entity);
  return rows === undefined ? [] : elementsOf(rows);
}

/** Recordings hold the fraction of a time with its trailing zeros and without. The simulator leaves them out. */
export function withShortTime(body: string): string {
  return body.replace(/(time"?[:=]"[^"]*?)(?:\.000|(\.\d+?)0+)([+-]\d\d:\d\d")/, "$1$2$3");
}

/** The text without layout, and with the attributes of the root in one order. */
export function bare(text: string): string {
  return text
    .replace(/<\?xml[^>]*\?>/, "")
    .replace(
      /<IntuitResponse ([^>]*)>/,
      (_, attributes: string) => `<IntuitResponse ${attributes.split(" ").toSorted().join(" ")}>`,
    )
    .replace(/ element=""/g, "")
    .replace(/>\s+</g, "><")
    .trim();
}

/** A JSON value without the members of a name, at any depth. */
export function without(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => without(inner, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== key)
      .map(([name, inner]) => [name, without(inner, key)]),
  );
}
