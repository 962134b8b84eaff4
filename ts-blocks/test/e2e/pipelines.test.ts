import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Stack, startStack } from "../../local/stack";
import { temporaryLocalDir } from "../../local/temporary";
import { commandLineOf, descendantsOf } from "../../src/console/processes";
import { ENTITIES, ENTITY_NAMES, type PipelineEntity, rawTable } from "../../src/entities/entity";
import type { PipelineRun, RunVariables } from "../../src/mage/api";
import { failureOf, watchRun } from "../../src/mage/run";
import { COMPANY_PIPELINE, triggerOf } from "../../src/operator/stack-file";
import { mageRows } from "../support/mage-rows";
import { MageVisitor } from "../support/mage-visitor";
import { findSecrets, secretsOf } from "../support/secret-search";
import { simulatorControl } from "../support/simulator-control";

/** Real Mage, real Postgres, and the simulator in its own process. The watchdog against Mage's queue race is in watchRun. */
let stack: Stack;
let db: Client;
const local = temporaryLocalDir();
const secretsSeen = new Set<string>();
const processLists: string[] = [];

beforeAll(async () => {
  stack = await startStack({
    dir: local.dir,
    source: { kind: "generated", company: "demo" },
    schedulerIntervalSeconds: 1,
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
  db = new Client({ connectionString: stack.postgres.urls.qboAsSuperuser });
  await db.connect();
  await rememberSecrets();
});

afterAll(async () => {
  await db?.end();
  await stack?.stop();
  local.remove();
});

const qbo = () => simulatorControl(String(stack.simulator?.controlUrl));
const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

async function rememberSecrets(): Promise<void> {
  for (const secret of await secretsOf(stack)) secretsSeen.add(secret);
}

async function trigger(entity: PipelineEntity, variables: RunVariables): Promise<PipelineRun> {
  const found = stack.triggers.find((each) => each.entity === entity);
  if (found === undefined) throw new Error(`no API trigger for ${entity}`);
  return stack.mage.api.trigger(found.scheduleId, found.token, variables);
}

async function runToItsEnd(entity: PipelineEntity, variables: RunVariables): Promise<PipelineRun> {
  const run = await trigger(entity, variables);
  return watchRun(stack.mage.api, run.id, { timeoutMs: 300_000, pollMs: 300, onPoll: noteProcesses });
}

function noteProcesses(): void {
  processLists.push(
    descendantsOf(process.pid)
      .map(({ pid }) => commandLineOf(pid))
      .join("\n"),
  );
}

async function rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await db.query<T>(sql, values)).rows;
}

test("three API triggers load three entities from QuickBooks into Postgres, and Mage shows how", async () => {
  const entities = { customers: "Customer", items: "Item", invoices: "Invoice" } as const;
  const runs = await Promise.all(
    (Object.keys(entities) as PipelineEntity[]).map(async (entity) => ({
      entity,
      run: await runToItsEnd(entity, HISTORY),
    })),
  );
  for (const { entity, run } of runs) {
    expect([entity, run.status, failureOf(run)]).toEqual([entity, "completed", undefined]);
    const truth = await qbo().truth(entities[entity], "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
    const held = await rows(`select id, payload_sha256 as sha256 from raw.qb_${entity} order by id collate "C"`);
    expect(held).toEqual(truth);
    const messages = (await stack.mage.api.logs(run)).map((line) => line.message);
    const summary = (await stack.mage.api.logs(run)).find((line) => line.message.startsWith("qb.summary "));
    expect(summary?.data.fields).toMatchObject({ windows: 1096, rejected: 0 });
    for (const word of ["qb.plan", "qb.window", "qb.export", "qb.summary", "qb.verdict complete"]) {
      expect(messages.some((message) => message.startsWith(word))).toBe(true);
    }
    const validator = run.block_runs.find((block) => block.block_uuid === "qb_validator");
    const table = JSON.stringify(await stack.mage.api.blockOutputs(Number(validator?.id)));
    for (const column of ["window", "verdict", "in_table", "source_count"]) expect(table).toContain(column);
  }
  await rememberSecrets();
});

test("the same range again changes no payload: inserted 0, updated all", async () => {
  const before = await rows("select id, payload_sha256 from raw.qb_customers order by id");
  const run = await runToItsEnd("customers", HISTORY);

  expect(run.status).toBe("completed");
  expect(await rows("select id, payload_sha256 from raw.qb_customers order by id")).toEqual(before);
  // Every run of these customers, not only the newest: a block that Mage starts twice would add a run.
  const runs = await rows(
    `select run.state, sum(inserted)::int as inserted, sum(updated)::int as updated, sum(changed)::int as changed,
            run.mage_pipeline_run_id::int as mage_run
     from backfill.run join backfill.run_window using (run_id)
     where run.entity = 'customers' group by run_id order by run_id`,
  );
  expect(runs).toMatchObject([
    { state: "complete", inserted: before.length, updated: 0, changed: 0 },
    { state: "complete", inserted: 0, updated: before.length, changed: 0, mage_run: run.id },
  ]);
});

describe("a wrong variable fails the run in Mage with one clear sentence, and no row is written", () => {
  const good = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
  const wrong: [string, RunVariables, string][] = [
    [
      "backwards",
      { fecha_inicio: "2026-02-01", fecha_fin: "2026-01-01" },
      "fecha_inicio (2026-02-01T00:00:00Z) lies after",
    ],
    ["empty", { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-01" }, "the range is empty"],
    ["local time", { ...good, fecha_inicio: "2026-01-01T00:00:00-05:00" }, "must be in UTC"],
    ["no such day", { ...good, fecha_fin: "2026-02-30" }, "fecha_fin is no real date"],
    ["no start", { fecha_fin: "2026-01-31" }, "fecha_inicio is missing"],
    ["page_size 0", { ...good, page_size: 0 }, "page_size must be between 1 and 1000, not 0"],
    ["page_size 1001", { ...good, page_size: 1001 }, "page_size must be between 1 and 1000, not 1001"],
    ["page_size a word", { ...good, page_size: "many" }, "page_size must be a whole number, not 'many'"],
    ["resume a word", { ...good, resume: "maybe" }, "resume must be true or false, not 'maybe'"],
    ["misspelt", { ...good, fecha_incio: "2026-01-01" }, "fecha_incio is not a variable of this pipeline"],
  ];

  test("ten wrong sets of variables give ten clear failures", async () => {
    const before = await rows(
      "select (select count(*) from backfill.run) as runs, (select count(*) from raw.qb_items) as items",
    );
    const results: { name: string; status: string; named: boolean; explained: boolean; sentence: string }[] = [];
    // Three pipelines run side by side. Mage runs one run of each at a time.
    const queues: [PipelineEntity, typeof wrong][] = [
      ["customers", wrong.slice(0, 4)],
      ["items", wrong.slice(4, 7)],
      ["invoices", wrong.slice(7)],
    ];
    await Promise.all(
      queues.map(async ([entity, sets]) => {
        for (const [name, variables, named] of sets) {
          const run = await runToItsEnd(entity, variables);
          const sentence = failureOf(run) ?? "";
          const errors = (await stack.mage.api.logs(run)).filter((line) => line.level === "ERROR");
          results.push({
            name,
            status: run.status,
            named: sentence.includes(named) && sentence.includes("run again"),
            explained: errors.some((line) => line.message.includes(named)),
            sentence,
          });
        }
      }),
    );
    for (const result of results) {
      expect(result).toMatchObject({ status: "failed", named: true, explained: true });
    }
    expect(results).toHaveLength(10);
    expect(
      await rows("select (select count(*) from backfill.run) as runs, (select count(*) from raw.qb_items) as items"),
    ).toEqual(before);
  });
});

test("a run that is cancelled in the middle of a load ends its program within 5 s, and the next run continues", async () => {
  await qbo().scenario([{ match: { kind: "query", nth: 3 }, times: 1, delayMs: 60_000 }]);
  const variables = { ...HISTORY, fecha_inicio: "2023-07-02", page_size: 500, workers: 1 };
  const run = await trigger("invoices", variables);
  await expect
    .poll(async () => (await rows<{ n: number }>("select count(*)::int as n from backfill.staged_page"))[0]?.n, {
      timeout: 60_000,
    })
    .toBe(2);
  const [program] = descendantsOf(process.pid).filter(({ pid }) => commandLineOf(pid).includes("blocks/loader.js"));
  if (program === undefined) throw new Error("the loader's program is not running");

  await stack.mage.api.cancelRun(run.id);

  await expect.poll(() => commandLineOf(program.pid).includes("blocks/loader.js"), { timeout: 5_000 }).toBe(false);
  const [ledger] = await rows(
    `select r.state, r.pages, (select sum(row_count)::int from backfill.staged_page p where p.run_id = r.run_id) as staged
     from backfill.run r order by run_id desc limit 1`,
  );
  expect(ledger).toEqual({ state: "loading", pages: 2, staged: 1000 });
  await qbo().scenario([]);

  const next = await runToItsEnd("invoices", variables);

  expect([next.status, failureOf(next)]).toEqual(["completed", undefined]);
  const messages = (await stack.mage.api.logs(next)).map((line) => line.message);
  expect(messages.some((message) => /^qb\.plan goes on with run \d+ at page 3 \(attempt 2\)$/.test(message))).toBe(
    true,
  );
  await rememberSecrets();
});

test("the shipped one-time trigger, once enabled, fires once and is off afterwards", async () => {
  const { api } = stack.mage;
  const shipped = (await api.schedules("qb_invoices_backfill")).find(({ name }) => name === "qb_invoices_once");
  if (shipped === undefined) throw new Error("there is no trigger qb_invoices_once");
  expect(shipped.status).toBe("inactive");
  await api.updateSchedule(shipped.id, { id: shipped.id, status: "active" });
  const itsRuns = async () =>
    (await api.runs({ pipeline: "qb_invoices_backfill" })).filter((run) => run.pipeline_schedule_id === shipped.id);
  await expect.poll(async () => (await itsRuns()).length, { timeout: 60_000, interval: 500 }).toBe(1);
  const [fired] = await itsRuns();
  const run = await watchRun(api, Number(fired?.id), { timeoutMs: 300_000 });

  expect([run.status, failureOf(run)]).toEqual(["completed", undefined]);
  const status = () => mageRows(stack, "select status from pipeline_schedule where id = $1", [shipped.id]);
  await expect.poll(status, { timeout: 30_000, interval: 500 }).toEqual([{ status: "INACTIVE" }]);
  const [counted] = await rows(
    `select count(*)::int as windows, sum(rows)::int as rows from backfill.run_window
     where run_id = (select max(run_id) from backfill.run where entity = 'invoices') and state = 'loaded'`,
  );
  const january = await qbo().truth("Invoice", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z");
  expect(counted).toEqual({ windows: 30, rows: january.length });
  expect(january.length).toBeGreaterThan(100);
  expect(await itsRuns()).toHaveLength(1);
});

test("a second run of a pipeline waits until the first has ended", async () => {
  await qbo().scenario([{ match: { kind: "query" }, times: 1, delayMs: 3_000 }]);
  const variables = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
  const first = await trigger("items", variables);
  const second = await trigger("items", { ...variables, page_size: 500 });
  const seen = new Set<string>();
  await expect
    .poll(
      async () => {
        const { status } = await stack.mage.api.getRun(second.id);
        const before = await stack.mage.api.getRun(first.id);
        // The second run starts as soon as the first ends, so only its state during the first run counts.
        if (before.status !== "completed") seen.add(status);
        return before.status;
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe("completed");

  expect([...seen]).toEqual(["initial"]);
  expect((await watchRun(stack.mage.api, second.id, { timeoutMs: 300_000 })).status).toBe("completed");
});

test("three pipelines at once, through Mage, make at most ten calls at once and ten calls a second", async () => {
  await qbo().resetCalls();
  const variables = { ...HISTORY, page_size: 40, workers: 8 };
  const runs = await Promise.all(
    (["customers", "items", "invoices"] as const).map((entity) => runToItsEnd(entity, variables)),
  );

  expect(runs.map((run) => [run.status, failureOf(run)])).toEqual(Array(3).fill(["completed", undefined]));
  const calls = await qbo().calls();
  expect(calls.total).toBeGreaterThan(100);
  expect(calls.concurrencyMax).toBeLessThanOrEqual(10);
  expect(calls.perSecondMax).toBeLessThanOrEqual(10);
  expect(calls.perMinuteMax).toBeLessThanOrEqual(500);
});

test("Mage's Backfills page runs a pipeline over each interval, without a date in the variables", async () => {
  const owner = await MageVisitor.asOwner(stack.mage);
  const made = await owner.ask(
    { method: "POST", path: "/api/pipelines/qb_items_backfill/backfills" },
    { backfill: { name: "first half of june" } },
  );
  const { id } = made.data.backfill;
  const change = (backfill: object) =>
    owner.ask({ method: "PUT", path: `/api/backfills/${id}` }, { backfill: { id, ...backfill } });
  await change({
    ...{ interval_type: "day", interval_units: 1 },
    ...{ start_datetime: "2026-06-01 00:00:00", end_datetime: "2026-06-03 00:00:00" },
  });
  await change({ status: "initial" });

  const statuses = async () =>
    (await mageRows<{ status: string }>(stack, "select status from pipeline_run where backfill_id = $1", [id])).map(
      ({ status }) => status,
    );
  await expect.poll(statuses, { timeout: 120_000, interval: 500 }).toEqual(Array(3).fill("COMPLETED"));
  expect(
    await rows(
      `select range_start_utc::date::text as start, range_end_utc::date::text as end, state
       from backfill.run where entity = 'items' and range_start_utc >= '2026-06-01' order by 1`,
    ),
  ).toEqual([1, 2, 3].map((day) => ({ start: `2026-06-0${day}`, end: `2026-06-0${day + 1}`, state: "complete" })));
});

test("one API trigger loads all entities of the company, and Mage shows each of them", async () => {
  const { scheduleId, token } = triggerOf(stack, COMPANY_PIPELINE);
  const { id } = await stack.mage.api.trigger(scheduleId, token, { ...HISTORY, entities: "all" });
  const run = await watchRun(stack.mage.api, id, { timeoutMs: 300_000, pollMs: 300, onPoll: noteProcesses });

  expect([run.status, failureOf(run)]).toEqual(["completed", undefined]);
  for (const entity of ENTITY_NAMES.filter((name) => ENTITIES[name].asked === undefined)) {
    const truth = await qbo().truth(ENTITIES[entity].qbo);
    const held = await rows(`select id, payload_sha256 as sha256 from ${rawTable(entity)} order by id collate "C"`);
    expect([entity, held]).toEqual([entity, truth]);
  }
  expect(
    await rows("select state, cardinality(entities) as entities from backfill.load order by load_id desc limit 1"),
  ).toEqual([{ state: "complete", entities: ENTITY_NAMES.length }]);
  const messages = (await stack.mage.api.logs(run)).map(({ message }) => message);
  const validator = run.block_runs.find((block) => block.block_uuid === "qb_validator");
  const table = JSON.stringify(await stack.mage.api.blockOutputs(Number(validator?.id)));
  for (const entity of ENTITY_NAMES) {
    expect([entity, messages.some((message) => message.startsWith(`qb.fetched ${entity}: `))]).toEqual([entity, true]);
    expect([entity, table.includes(entity)]).toEqual([entity, true]);
  }
  expect(messages).toContain(
    `qb.verdict complete: ${ENTITY_NAMES.length} entities complete from 2023-07-01 to 2026-07-01`,
  );
});

test("no secret is in any log, block output, process list or table", async () => {
  await rememberSecrets();
  expect(secretsSeen.size).toBeGreaterThanOrEqual(6);
  expect(processLists.join("\n")).toContain("blocks/loader.js");
  const hits = await findSecrets(stack, { secrets: [...secretsSeen], processes: processLists });
  expect(hits).toEqual([]);
});
