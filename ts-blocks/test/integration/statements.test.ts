import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { repositoryRoot } from "../../src/repository-root";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** A statement of db/statements as psql sends it: with the variables of its head inserted as text. */
function asPsqlSends(name: string, set: Readonly<Record<string, string>>): string {
  const text = readFileSync(join(repositoryRoot(), "db", "statements", `${name}.sql`), "utf8");
  const inHead = [...text.matchAll(/^-- {3}\\set (\w+) (.*)$/gm)].map(([, variable = "", value = ""]) => {
    const bare = /^'(.*)'$/.exec(value)?.[1]?.replaceAll("\\'", "'") ?? value;
    return [variable, set[variable] ?? bare] as const;
  });
  return inHead.reduce((sql, [variable, value]) => sql.replaceAll(`:${variable}`, value), text);
}

test("the statement that writes a page can be run by hand, with the variables that its head names", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const { output } = await new MageStandIn(db.settings, qbo).start("loader", "invoices", {
    fecha_inicio: "2023-07-01",
    fecha_fin: "2026-07-01",
  }).done;

  await db.rows(asPsqlSends("write_page", { run_id: String(output?.run_id), page_number: "1" }));

  const inserted = await db.value<number>("select sum(inserted)::int from backfill.run_window");
  expect(inserted).toBeGreaterThan(0);
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(inserted);
  expect(await db.value("select count(*)::int from backfill.staged_page")).toBe(0);
});
