import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { ENTITIES, ENTITY_NAMES, rawTable } from "../../src/entities/entity";
import { rateDates } from "../../src/extract/whole/parts";
import { utcInstant } from "../../src/job/instants";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

describe.each(ENTITY_NAMES.filter((entity) => ENTITIES[entity].asked === undefined))("%s", (entity) => {
  test("all records of the source are held once, and proven", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    const { loader, exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline(entity, HISTORY);
    expect(loader?.failure ?? exporter?.failure ?? validator?.failure).toBeUndefined();
    expect(exporter?.output).toMatchObject({ updated: 0, stale: 0, rejected: 0 });
    const truth = qbo.truth(ENTITIES[entity].qbo).records;
    expect(
      await db.rows(`select id, payload_sha256 as sha256 from ${rawTable(entity)} order by id collate "C"`),
    ).toEqual(truth.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1)));
  });
});

test.each([
  ["", []],
  [", also where batches are refused", [{ match: { kind: "batch" as const }, fault: "bad-query-4001" as const }]],
  [
    ", also where a batch request fails for a while",
    [{ match: { kind: "batch" as const, nth: 2 }, times: 1, fault: "fault-inside-200" as const }],
  ],
])("exchange rates are held by currency and day, for the end of each month of the range%s", async (_, scenario) => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario(scenario);
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("exchange_rates", HISTORY);
  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  const range = { start: utcInstant(Date.UTC(2023, 6, 1)), end: utcInstant(Date.UTC(2026, 6, 1)) };
  const currencies = qbo.truth("ExchangeRate").records.map(({ id }) => id.split("/").slice(0, 2).join("/"));
  const expected = currencies.flatMap((pair) => rateDates(range).map((date) => `${pair}/${date}`)).sort();
  expect(expected.length).toBeGreaterThan(36);
  expect(
    (await db.rows<{ id: string }>(`select id from raw.qb_exchange_rates order by id collate "C"`)).map(({ id }) => id),
  ).toEqual(expected);
  expect(await db.value("select min((payload ->> 'Rate')::numeric) > 0 from raw.qb_exchange_rates")).toBe(true);
});
