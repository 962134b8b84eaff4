import { expect, test } from "vitest";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { VIEWS } from "../../src/views/views";
import { createDatabase } from "../support/database";
import { DbtProject, installDbt } from "../support/dbt";
import { putRecords } from "../support/raw-records";

/** The first run on a machine downloads dbt. */
const INSTALL_MS = 10 * 60_000;

const SOURCES = JSON.stringify({
  version: 2,
  sources: [{ name: "quickbooks", tables: VIEWS.map(({ name }) => ({ name })) }],
});
/** One model for each view: a table under another name. */
const MODELS = Object.fromEntries(
  VIEWS.map(({ name }) => [
    `my_${name}.sql`,
    `{{ config(materialized='table') }} select * from {{ source('quickbooks', '${name}') }}`,
  ]),
);

test(
  "a dbt project reads every view as a source, and makes tables of the views",
  async () => {
    const dbt = await installDbt();
    await using db = await createDatabase();
    const line = { Amount: 7, DetailType: "SalesItemLineDetail", LinkedTxn: [{ TxnId: "1", TxnType: "Estimate" }] };
    const record = { Id: "1", TotalAmt: 7.5, BillAddr: { Id: "9", City: "Lima" }, Line: [line], CustomField: [{}] };
    for (const entity of ENTITY_NAMES) await putRecords(db, entity, [JSON.stringify(record)]);
    using project = new DbtProject({ "sources.yml": SOURCES, ...MODELS });

    const said = await project.run(dbt, "run", db.settings);

    expect(said).toContain(`Done. PASS=${VIEWS.length} WARN=0 ERROR=0 SKIP=0`);
    expect(await db.rows("select id, total_amount from analytics.my_invoice")).toEqual([
      { id: "1", total_amount: "7.5" },
    ]);
    expect(await db.rows("select city from analytics.my_address")).toEqual([{ city: "Lima" }]);
  },
  INSTALL_MS,
);
