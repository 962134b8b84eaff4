import axios from "axios";
import { Client } from "pg";
import type { Listening } from "../../local/simulator-process";
import type { TimeRange } from "../../src/job/instants";
import { utcDayWindows } from "../../src/job/windows";

/**
 * The plain way, for comparison: one query for each day, paged by row number, one upsert for each row. A person writes
 * such a loader in an afternoon.
 */
export async function loadPlainly(
  qbo: Listening,
  databaseUrl: string,
  range: TimeRange,
): Promise<{ rows: number; calls: number }> {
  const ask = await signedIn(qbo);
  const db = new Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query("create table plain_invoices (id text primary key, payload jsonb not null)");
  let [rows, calls] = [0, 0];
  for (const day of utcDayWindows(range)) {
    for (let position = 1; ; position += 1_000) {
      const query =
        `select * from Invoice where MetaData.LastUpdatedTime >= '${day.start}' and MetaData.LastUpdatedTime < '${day.end}' ` +
        `orderby MetaData.LastUpdatedTime startposition ${position} maxresults 1000`;
      const { QueryResponse } = await ask(query);
      const invoices: { Id: string }[] = QueryResponse.Invoice ?? [];
      calls++;
      for (const invoice of invoices) {
        await db.query(
          "insert into plain_invoices values ($1, $2) on conflict (id) do update set payload = excluded.payload",
          [invoice.Id, JSON.stringify(invoice)],
        );
      }
      rows += invoices.length;
      if (invoices.length < 1_000) break;
    }
  }
  await db.end();
  return { rows, calls };
}

/**
 * The three entities of the pipelines, each paged by number over the whole range, with one upsert for each row.
 * Resolves with the number of rows.
 */
export async function loadPages(qbo: Listening, databaseUrl: string, range: TimeRange): Promise<number> {
  const ask = await signedIn(qbo);
  const db = new Client({ connectionString: databaseUrl });
  await db.connect();
  let rows = 0;
  for (const entity of ["Customer", "Item", "Invoice"] as const) {
    const table = `plain_${entity.toLowerCase()}`;
    await db.query(`create table ${table} (id text primary key, payload jsonb not null)`);
    const upsert = `insert into ${table} values ($1, $2) on conflict (id) do update set payload = excluded.payload`;
    const all = entity === "Invoice" ? "" : "Active in (true, false) and ";
    for (let position = 1; ; position += 1_000) {
      const { QueryResponse } = await ask(
        `select * from ${entity} where ${all}MetaData.LastUpdatedTime >= '${range.start}' and MetaData.LastUpdatedTime < '${range.end}' ` +
          `orderby MetaData.LastUpdatedTime startposition ${position} maxresults 1000`,
      );
      const records = QueryResponse[entity] ?? [];
      for (const record of records) await db.query(upsert, [record.Id, JSON.stringify(record)]);
      rows += records.length;
      if (records.length < 1_000) break;
    }
  }
  await db.end();
  return rows;
}

type Records = { Id: string }[];

interface QueryAnswer {
  readonly QueryResponse: {
    readonly Customer?: Records;
    readonly Item?: Records;
    readonly Invoice?: Records;
    readonly totalCount: number;
  };
}

/** Signs in once. The returned function asks with that token. */
export async function signedIn(qbo: Listening): Promise<(statement: string) => Promise<QueryAnswer>> {
  const { clientId, clientSecret, refreshToken, realmId } = qbo.credentials;
  const token = await axios.post(
    qbo.oauthTokenUrl,
    new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }),
    { auth: { username: clientId, password: clientSecret } },
  );
  const headers = { Authorization: `Bearer ${token.data.access_token}`, Accept: "application/json" };
  return async (statement) => {
    const query = encodeURIComponent(statement);
    const url = `${qbo.apiBaseUrl}/v3/company/${realmId}/query?query=${query}&minorversion=75`;
    return (await axios.get(url, { headers })).data;
  };
}
