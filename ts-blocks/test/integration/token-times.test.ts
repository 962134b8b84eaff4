import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const DAY_S = 86_400;
const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

/** The four times as days from now; null for an unknown time. */
async function daysFromNow(db: TestDatabase): Promise<Record<string, number | null>> {
  const [row] = await db.rows<Record<string, number | null>>(
    `select round(extract(epoch from token_issued_at_utc - now()) / 86400)::int as issued,
            round(extract(epoch from token_rotated_at_utc - now()) / 86400)::int as rotated,
            round(extract(epoch from token_idle_ends_at_utc - now()) / 86400)::int as idle_ends,
            round(extract(epoch from token_grant_ends_at_utc - now()) / 86400)::int as grant_ends
     from backfill.company`,
  );
  return row ?? {};
}

test("after the first run the ledger knows the refresh token's dates of issue and of expiry, and the log shows both", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, rotate: "always" });
  await using db = await createDatabase();

  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("items", JANUARY);

  expect(await daysFromNow(db)).toEqual({ issued: 0, rotated: 0, idle_ends: 100, grant_ends: 1825 });
  const line = loader?.logs.find(({ message }) => message.startsWith("qb.token"));
  expect(line).toMatchObject({
    level: "info",
    message: expect.stringMatching(/^qb\.token issued .*; dies .* if idle, /),
  });
});

test("an unchanged refresh token keeps its date of issue", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, rotate: "never" });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", JANUARY);
  await db.rows("update backfill.company set token_issued_at_utc = token_issued_at_utc - interval '30 days'");

  await mage.pipeline("items", JANUARY);

  expect(await daysFromNow(db)).toMatchObject({ issued: -30, rotated: null });
});

test("a new consent starts the time again", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, rotate: "daily" });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", JANUARY);
  qbo.clock.advance(200 * DAY_S * 1_000); // longer than a token lives
  mage.secrets.QBO_REFRESH_TOKEN = qbo.consent();
  await db.rows(
    `update backfill.company
     set token_issued_at_utc = now() - interval '200 days', token_rotated_at_utc = now() - interval '190 days',
         token_grant_ends_at_utc = token_grant_ends_at_utc - interval '200 days'`,
  );

  await mage.pipeline("items", JANUARY);

  expect(await daysFromNow(db)).toEqual({ issued: 0, rotated: null, idle_ends: 100, grant_ends: 1825 });
});

test("in the last two weeks of the consent every run warns, and names the remedy", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, rotate: "daily" });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  for (let day = 0; day < 1_815; day += 75) {
    qbo.clock.advance(Math.min(75, 1_815 - day) * DAY_S * 1_000);
    const pair = await qbo.world.grant.refresh(String(mage.secrets.QBO_REFRESH_TOKEN), async () => undefined);
    mage.secrets.QBO_REFRESH_TOKEN = pair?.refreshToken ?? null;
  }

  const { loader } = await mage.pipeline("items", JANUARY);

  expect(loader?.logs.find(({ message }) => message.startsWith("qb.token"))).toMatchObject({
    level: "warning",
    message: expect.stringMatching(/^qb\.token dies in (9|10) days, on \d{4}-\d\d-\d\d: npm run connect$/),
  });
});

test("a dry run shows the times and stores none", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", JANUARY);
  await db.rows("update backfill.company set token_issued_at_utc = null");

  const { loader } = await mage.pipeline("items", { ...JANUARY, dry_run: true });

  expect(await daysFromNow(db)).toMatchObject({ issued: null });
  expect(loader?.logs.some(({ message }) => message.startsWith("qb.token issued"))).toBe(true);
});
