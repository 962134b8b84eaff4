import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { repositoryRoot } from "../../src/repository-root";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2099-01-01" };

interface Version {
  readonly from: Date;
  readonly to: Date;
  readonly by: string;
  readonly payload: { readonly SyncToken: string };
}

/** Postgres keeps microseconds, and a Date has none. */
const justAfter = (at: Date) => new Date(at.getTime() + 1);

/** The question of docs/en/sync.md, about another record and another time. */
function questionAbout(id: string, at: Date): string {
  const page = readFileSync(join(repositoryRoot(), "docs/en/sync.md"), "utf8");
  const [, sql = ""] = /```sql\n(select payload\n[\s\S]*?)```/.exec(page) ?? [];
  return sql.replaceAll("'130'", `'${id}'`).replaceAll("'2026-03-01T12:00:00Z'", `'${at.toISOString()}'`);
}

describe("with keep_versions", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;
  let id: string;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 1 });
    db = await createDatabase();
    mage = new MageStandIn(db.settings, qbo);
    const { validator } = await mage.pipeline("invoices", HISTORY);
    expect(validator?.output?.verdict).toBe("complete");
    id = await db.value("select id from raw.qb_invoices order by source_updated_at_utc limit 1");
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  const sync = async (variables = {}) => {
    const { validator } = await mage.pipeline("sync", { entities: "invoices", prove: "always", ...variables });
    expect(validator?.output?.verdict).toBe("complete");
  };
  const edit = () => qbo.mutate({ op: "edit", entity: "Invoice", id });
  const versions = () =>
    db.rows<Version>(
      `select held_from_utc as "from", held_to_utc as "to", ended_by as by, payload
       from raw.qb_invoices_versions where id = $1 order by held_from_utc`,
      [id],
    );
  const endings = async () => (await versions()).map(({ by, payload }) => `${payload.SyncToken} ${by}`);
  const since = () => db.value<Date>("select held_since_utc from raw.qb_invoices where id = $1", [id]);
  const everyVersion = () => db.value("select count(*)::int from raw.qb_invoices_versions");

  test("nothing is kept while the variable is off, not even a time", async () => {
    edit();
    await sync();
    expect([await everyVersion(), await since()]).toEqual([0, null]);
  });

  test("a payload that is replaced is kept, from when it was last read to the time of the new one", async () => {
    const readAt = await db.value<Date>("select ingested_at_utc from raw.qb_invoices where id = $1", [id]);
    edit();
    await sync({ keep_versions: true });
    expect(await endings()).toEqual(["1 replaced"]);
    const [first] = await versions();
    expect([first?.from, first?.to]).toEqual([readAt, await since()]);
  });

  test("a record that is read again and is the same adds nothing, and its time goes on", async () => {
    const began = await since();
    const written = await db.value("select ingested_at_utc from raw.qb_invoices where id = $1", [id]);
    await sync({ keep_versions: true }); // it goes back five minutes
    expect(await db.value("select ingested_at_utc from raw.qb_invoices where id = $1", [id])).not.toEqual(written);
    expect([await everyVersion(), await since()]).toEqual([1, began]);
  });

  test("the next payload is kept from the very moment at which the one before it ended", async () => {
    edit();
    await sync({ keep_versions: true });
    expect(await endings()).toEqual(["1 replaced", "2 replaced"]);
    const [first, second] = await versions();
    expect(second?.from).toEqual(first?.to);
  });

  test("the payload of a record that is removed is kept, and its row stays and is marked", async () => {
    qbo.mutate({ op: "delete", entity: "Invoice", id });
    await sync({ keep_versions: true });
    expect(await endings()).toEqual(["1 replaced", "2 replaced", "3 removed"]);
    expect(await db.value("select id from backfill.removed_record where entity = 'invoices'")).toBe(id);
    const [, second, third] = await versions();
    expect(third?.from).toEqual(second?.to);
  });

  test("a record that is back adds nothing at first, and is held from then on", async () => {
    qbo.mutate({ op: "restore", entity: "Invoice", id });
    await sync({ keep_versions: true });
    expect(await endings()).toEqual(["1 replaced", "2 replaced", "3 removed"]);
    const back = await since();
    const gone = (await versions()).at(-1)?.to;
    expect([gone, back].map((at) => at instanceof Date)).toEqual([true, true]);
    expect((back as Date) > (gone as Date)).toBe(true);
    edit();
    await sync({ keep_versions: true });
    expect((await versions()).at(-1)?.from).toEqual(back);
  });

  test("the question of the page says what was held at any time, and that nothing was held in between", async () => {
    const kept = await versions();
    for (const { from, payload } of kept) {
      expect(await db.rows(questionAbout(id, justAfter(from)))).toEqual([{ payload }]);
    }
    const gone = kept.find(({ by }) => by === "removed")?.to as Date;
    expect(await db.rows(questionAbout(id, justAfter(gone)))).toEqual([]);
    const now = await db.value("select payload from raw.qb_invoices where id = $1", [id]);
    expect(await db.rows(questionAbout(id, new Date()))).toEqual([{ payload: now }]);
  });

  test("a payload whose removal nobody kept is kept when another one takes its place", async () => {
    qbo.mutate({ op: "delete", entity: "Invoice", id });
    await sync();
    const before = await endings();
    qbo.mutate({ op: "restore", entity: "Invoice", id });
    edit();
    await sync({ keep_versions: true });
    expect((await endings()).slice(before.length)).toEqual([expect.stringMatching(/ removed$/)]);
  });
});
