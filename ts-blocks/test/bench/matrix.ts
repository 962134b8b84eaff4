import type { Simulator } from "../../local/simulator-process";
import type { Progress } from "../../src/console/progress";
import type { Figure } from "./figures";
import { copySame, freshLoad, plainLoad, seconds, wholeMs, withCompany } from "./harness";
import type { Load } from "./measure";
import { signedIn } from "./plain-loader";

const SIZES = [10_000, 100_000, 1_000_000];

interface RangeVariables {
  readonly [variable: string]: string;
  readonly fecha_inicio: string;
  readonly fecha_fin: string;
}

/** The time that one size takes, counted in loads, by latency. */
const LOADS_OF = { 0: 2.5, 150: 1 };

/** One load of the matrix, by four workers. */
interface Cell {
  readonly latencyMs: number;
  readonly wanted: number;
  readonly load: Load;
}

/** Every size at every latency. A load is left out when the load before shows that it would not end in time. */
export async function matrix(server: string, endsAt: number, progress: Progress): Promise<Figure[]> {
  const cells: Cell[] = [];
  const compared: Figure[] = [];
  for (const latencyMs of [0, 150] as const) {
    const measured = await withCompany("large", latencyMs, async (qbo) => {
      const { from, to } = qbo.company.history;
      const ofLatency: Cell[] = [];
      for (const wanted of SIZES) {
        const before = ofLatency.at(-1);
        const expectedMs =
          before === undefined ? 0 : (wholeMs(before.load) / before.load.rows) * wanted * LOADS_OF[latencyMs] * 1.2;
        if (performance.now() + expectedMs > endsAt) {
          progress.say(`${wanted} invoices at ${latencyMs} ms: left out, it would take some ${seconds(expectedMs)} s`);
          continue;
        }
        progress.say(`${wanted} invoices at ${latencyMs} ms: under way`);
        const fecha_fin = await endOfRange(qbo, from, to, wanted);
        const range = { fecha_inicio: from, fecha_fin };
        const { load, db } = await freshLoad(server, qbo, `cell_${latencyMs}_${wanted}`, { ...range, workers: 4 });
        await db[Symbol.asyncDispose]();
        progress.say(`${load.rows} rows: ${seconds(wholeMs(load))} s, peak ${load.peakMb.toFixed(0)} MB`);
        ofLatency.push({ latencyMs, wanted, load });
        if (latencyMs === 0) compared.push(await copyRow(server, qbo, range));
        if (latencyMs === 0 && wanted === SIZES[0]) compared.push(await plainRow(server, qbo, range, load));
      }
      return ofLatency;
    });
    cells.push(...measured);
  }
  return [...cells.flatMap(figuresOf), ...compared, ...comparisons(cells.filter(({ latencyMs }) => latencyMs === 0))];
}

/** A load with one worker: the waits of four workers together would be more than staging takes. */
async function copyRow(server: string, qbo: Simulator, range: RangeVariables): Promise<Figure> {
  const { load, db } = await freshLoad(server, qbo, "against_copy", { ...range, workers: 1 });
  const copyMs = await copySame(db);
  await db[Symbol.asyncDispose]();
  return { kind: "against_copy", rows: load.rows, value: copyMs / (load.stagingMs + load.exporterMs), least: 0.7 };
}

async function plainRow(server: string, qbo: Simulator, range: RangeVariables, load: Load): Promise<Figure> {
  const plain = await plainLoad(server, qbo, range);
  return { kind: "against_plain", value: load.rows / wholeMs(load) / (plain.rows / plain.ms), least: 8 };
}

function figuresOf({ latencyMs: ms, load }: Cell): Figure[] {
  const { rows } = load;
  const ofLatency: Figure[] =
    ms === 0
      ? []
      : [{ kind: "loader_against_latency", rows, ms, value: load.loaderMs / ((load.pages * ms) / 4), most: 1.6 }];
  return [
    { kind: "calls", rows, value: load.calls },
    { kind: "whole_load_s", rows, ms, value: wholeMs(load) / 1_000 },
    { kind: "rows_per_second", rows, ms, value: (rows / wholeMs(load)) * 1_000 },
    { kind: "peak_mb", rows, value: load.peakMb, most: 160 },
    ...ofLatency,
  ];
}

function comparisons(cells: readonly Cell[]): Figure[] {
  const [tens, hundreds, million] = SIZES.map((size) => cells.find(({ wanted }) => wanted === size)?.load);
  if (tens === undefined || hundreds === undefined || million === undefined) return [];
  const perMs = (load: Load) => load.rows / wholeMs(load);
  const { rows } = million;
  return [
    { kind: "peak_against_ten_thousand", rows, value: million.peakMb / tens.peakMb, most: 1.15 },
    { kind: "rate_against_hundred_thousand", rows, value: perMs(million) / perMs(hundreds), least: 0.9 },
  ];
}

/** The day up to which a history holds about the wanted number of invoices. */
async function endOfRange(qbo: Simulator, from: string, to: string, wanted: number): Promise<string> {
  const ask = await signedIn(qbo);
  const day = (days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
  let [few, many] = [1, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)];
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    const { QueryResponse } = await ask(
      `select count(*) from Invoice where MetaData.LastUpdatedTime >= '${from}T00:00:00Z' and MetaData.LastUpdatedTime < '${day(middle)}T00:00:00Z'`,
    );
    if (QueryResponse.totalCount < wanted) few = middle;
    else many = middle;
  }
  return day(many);
}
