import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** JSON can hold half a surrogate pair (`\ud83d`), which Postgres, a request and Mage's log cannot. */
const WHOLE_HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500 };

function item(id: string, name: string): string {
  const at = "2026-03-03T10:00:00-08:00";
  return `{"Name":"${name}","Active":true,"Type":"Service","domain":"QBO","Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${at}","LastUpdatedTime":"${at}"}}`;
}

test("records with half a surrogate pair in the Id or the name are set aside, and their neighbours are loaded", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const others = qbo.truth("Item", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").count;
  qbo.putRecord("Item", item("90000\\ud83d1", "Half an Id"));
  qbo.putRecord("Item", item("900002", "Half a name \\udc00"));

  const { exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", WHOLE_HISTORY);

  expect(await db.value("select count(*)::int from raw.qb_items")).toBe(others);
  expect(await db.rows("select record_id, reason from backfill.rejected_record order by 1")).toEqual([
    { record_id: "900002", reason: "NOT_JSONB" },
    { record_id: null, reason: "NOT_JSONB" },
  ]);
  expect(exporter?.output).toMatchObject({ rejected: 2 });
  expect(validator?.failure?.code).toBe("RUN_INCOMPLETE");
});

test("a fault with half a surrogate pair in its text fails its entity, is kept with the load, and is said in valid text", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const body =
    '{"Fault":{"Error":[{"Message":"no \\ud83d","Detail":"half \\udc00","code":"4000"}],"type":"ValidationFault"}}';
  qbo.scenario([{ match: { kind: "query", entity: "Term" }, answer: { status: 400, body } }]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("company", {
    ...WHOLE_HISTORY,
    entities: "terms, items",
  });

  expect(validator?.failure?.message).toContain("terms (QBO_REFUSED)");
  expect(await db.value("select failures #>> '{0,message}' from backfill.load")).toContain("half \ufffd");
  expect(await db.value("select count(*)::int > 0 from raw.qb_items")).toBe(true);
});

test("half a surrogate pair in a secret or a variable is named before QuickBooks is asked", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const wrong = await mage.pipeline("items", { ...WHOLE_HISTORY, fecha_fin: "2026-07-01\ud83d" });
  expect(wrong.loader?.failure?.message).toContain("which ends with U+D83D (half of a character)");

  mage.secrets.QBO_CLIENT_SECRET += "\ud83d";
  const { loader } = await mage.pipeline("items", WHOLE_HISTORY);
  expect(loader?.failure).toMatchObject({ code: "CONFIG_SECRETS", message: expect.stringContaining("U+D83D") });
  expect(qbo.calls().total).toBe(0);
});
