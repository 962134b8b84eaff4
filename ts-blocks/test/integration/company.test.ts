import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

test("another company is refused by name and environment, and no company's number is shown", async () => {
  await using first = await startSimulator({ company: "small", seed: 1 });
  await using second = await startSimulator({ company: "small", seed: 2 });
  await using db = await createDatabase();
  await new MageStandIn(db.settings, first).pipeline("items", JANUARY);

  const { loader } = await new MageStandIn(db.settings, second).pipeline("items", JANUARY);

  expect(loader?.failure).toMatchObject({
    code: "COMPANY_DIFFERS",
    message: `This database holds ${first.company.name} (sandbox), and the secrets name another company (sandbox).`,
  });
  for (const { credentials } of [first, second]) expect(loader?.text).not.toContain(credentials.realmId);
});

test("the same company in the other environment is refused", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", JANUARY);
  mage.secrets.QBO_ENV = "production";

  const { loader } = await mage.pipeline("items", JANUARY);

  expect(loader?.failure?.code).toBe("COMPANY_DIFFERS");
  expect(loader?.failure?.message).toContain("the same company number in production");
});
