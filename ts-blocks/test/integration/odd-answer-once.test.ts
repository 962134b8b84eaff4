import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { type Asked, TamperedSource } from "../support/tampered-source";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 50, workers: 1 };

test.each<[string, Asked["kind"], string | { readonly status: number; readonly body: string }]>([
  ["an empty object", "page", "{}"],
  ["a QueryResponse of null", "page", '{"QueryResponse":null,"time":"2026-06-10T08:00:00.000-07:00"}'],
  ["a QueryResponse of null in place of a count", "count", '{"QueryResponse":null}'],
  ["a redirect", "page", { status: 302, body: "" }],
  ["a web page that forbids", "page", { status: 403, body: "<html><body><h1>Forbidden</h1></body></html>" }],
])("%s, answered once in mid-run, is asked for again, and the run is green", async (_, kind, answer) => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  let answers = 0;
  await using source = await TamperedSource.before(qbo, (asked) =>
    asked.kind === kind && asked.nth > 1 && answers++ === 0 ? answer : undefined,
  );

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", HISTORY);

  expect(validator?.failure).toBeUndefined();
  expect(answers).toBeGreaterThan(1);
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(
    qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").count,
  );
});

test("a count is valid although its time is a number", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await using source = await TamperedSource.before(qbo, ({ kind }, body) =>
    kind === "count" ? body.replace(/"time":"[^"]*"/, '"time":1780000000000') : undefined,
  );

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", HISTORY);

  expect(validator?.failure).toBeUndefined();
});
