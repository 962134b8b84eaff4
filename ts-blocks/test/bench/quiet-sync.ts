import type { Simulator } from "../../local/simulator-process";
import type { CompanySize } from "../../simulator/index";
import type { Progress } from "../../src/console/progress";
import { ENTITIES, ENTITY_NAMES, type EntityName } from "../../src/entities/entity";
import type { TestDatabase } from "../support/database-on";
import type { Figure } from "./figures";
import { fillFromCompany } from "./fill";
import { freshLoad, mageFor, seconds, tokenOf, wholeMs, withCompany } from "./harness";
import { type Load, measureLoad } from "./measure";
import { signedIn } from "./plain-loader";

const ONE_CURRENCY = ["CompanyCurrency"];
/** The first sync reads what the backfill left open and counts everything. The next ones find nothing to do. */
const QUIET_SYNCS = 3;

interface Quiet {
  readonly rows: number;
  readonly calls: number;
  readonly ms: number;
  /** Loader, exporter and validator. */
  readonly parts: readonly number[];
  readonly cpuMs: number;
  readonly peakMb: number;
}

/**
 * A sync of a whole company in which nothing has changed, everything counted: of a company of ordinary size, and of one with a
 * million invoices. Beside it, what a COUNT and a query for each entity cost.
 */
export async function quietSync(
  server: string,
  progress: Progress,
  [ordinary, large]: readonly [CompanySize, CompanySize] = ["typical", "large"],
): Promise<Figure[]> {
  progress.step("all entities of a company, then syncs that find nothing new");
  const ofOrdinary = await withWholeCompany(ordinary, async (qbo) => {
    const { db } = await freshLoad(server, qbo, "quiet", { ...historyOf(qbo), entities: "all" }, "company");
    const quiet = await measureQuiet(db, qbo);
    const plain = await askPlainly(db, qbo);
    await db[Symbol.asyncDispose]();
    return { quiet, plain };
  });
  progress.say(inWords(ofOrdinary.quiet));
  progress.step("a company with a million invoices: its last days by the loader, then its other rows");
  const ofLarge = await withWholeCompany(large, async (qbo) => {
    const { to } = qbo.company.history;
    const fecha_inicio = new Date(Date.parse(to) - 3 * 86_400_000).toISOString().slice(0, 10);
    const variables = { ...historyOf(qbo), fecha_inicio, entities: "all" };
    const { db } = await freshLoad(server, qbo, "quiet_large", variables, "company");
    const whole = { size: large, without: ONE_CURRENCY, from: qbo.company.history.from };
    await fillFromCompany(db, whole, ENTITY_NAMES, progress);
    const quiet = await measureQuiet(db, qbo);
    await db[Symbol.asyncDispose]();
    return quiet;
  });
  progress.say(inWords(ofLarge));
  return [
    ...figuresOf(ofOrdinary.quiet),
    { kind: "count_and_query_calls", value: ofOrdinary.plain.calls },
    { kind: "count_and_query_s", ms: 0, value: ofOrdinary.plain.ms / 1_000 },
    ...figuresOf(ofLarge, 3),
  ];
}

function withWholeCompany<T>(company: CompanySize, work: (qbo: Simulator) => Promise<T>): Promise<T> {
  return withCompany(company, 0, work, ["--without", ONE_CURRENCY.join(",")]);
}

/** Up to the present: the simulator's company has a past, and its clock shows today. */
function historyOf(qbo: Simulator): { readonly fecha_inicio: string; readonly fecha_fin: string } {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return { fecha_inicio: qbo.company.history.from, fecha_fin: tomorrow };
}

function figuresOf({ rows, calls, ms, cpuMs, peakMb }: Quiet, secondsMost?: number): Figure[] {
  const most = secondsMost === undefined ? {} : { most: secondsMost };
  return [
    { kind: "quiet_sync_calls", rows, value: calls, most: 8 },
    { kind: "quiet_sync_s", rows, ms: 0, value: ms / 1_000, ...most },
    { kind: "quiet_sync_cpu_s", value: cpuMs / 1_000 },
    { kind: "quiet_sync_mb", rows, value: peakMb, most: 160 },
  ];
}

function inWords({ rows, calls, ms, parts, cpuMs, peakMb }: Quiet): string {
  return `${rows} rows: ${calls} calls, ${seconds(ms)} s (${parts.map(seconds).join(" + ")}), of which ${seconds(cpuMs)} s of CPU in the programs, peak ${peakMb.toFixed(0)} MB`;
}

/** The median of some syncs by time, and the largest of their peaks. */
async function measureQuiet(db: TestDatabase, qbo: Simulator): Promise<Quiet> {
  const mage = mageFor(db, qbo, await tokenOf(qbo));
  const sync = () => measureLoad(mage, "sync", { entities: "all", prove: "always" });
  await sync();
  const measured: { readonly load: Load; readonly calls: number }[] = [];
  for (let nth = 0; nth < QUIET_SYNCS; nth++) {
    const before = await requestsOf(db);
    const load = await sync();
    measured.push({ load, calls: (await requestsOf(db)) - before });
  }
  const byTime = measured.toSorted((one, other) => wholeMs(one.load) - wholeMs(other.load));
  const middle = byTime[Math.floor(QUIET_SYNCS / 2)];
  if (middle === undefined) throw new Error("no sync was measured");
  return {
    rows: await db.value<number>("select count(*)::int from backfill.record"),
    calls: Math.max(...measured.map(({ calls }) => calls)),
    ms: wholeMs(middle.load),
    parts: [middle.load.loaderMs, middle.load.exporterMs, middle.load.validatorMs],
    cpuMs: middle.load.cpuMs,
    peakMb: Math.max(...measured.map(({ load }) => load.peakMb)),
  };
}

/** Requests that the programs have booked, signing in included. */
async function requestsOf(db: TestDatabase): Promise<number> {
  return db.value<number>(
    `select coalesce(sum(calls + failed), 0)::int
     from (select calls, failed from backfill.api_usage union all select calls, failed from backfill.load_usage) as usage`,
  );
}

/** The plain way to the same knowledge: a count of each entity, and a query for what has changed in it since its mark. */
async function askPlainly(db: TestDatabase, qbo: Simulator): Promise<{ readonly calls: number; readonly ms: number }> {
  const marks = await db.rows<{ entity: EntityName; since: string }>(
    `select entity, to_char(upper(covered), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since from backfill.entity_mark
     where entity <> 'exchange_rates'`,
  );
  const startedAt = performance.now();
  const ask = await signedIn(qbo);
  let calls = 1;
  for (const { entity, since } of marks) {
    const { qbo: name, reads } = ENTITIES[entity];
    await ask(`select count(*) from ${name}`);
    await ask(
      `select * from ${name}${reads === "whole" ? "" : ` where MetaData.LastUpdatedTime >= '${since}'`} maxresults 1000`,
    );
    calls += 2;
  }
  return { calls, ms: performance.now() - startedAt };
}
