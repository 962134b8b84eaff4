import { expect, test } from "vitest";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** One value for each secret that can be any text, which QBO_ENV and the port cannot. */
const CANARIES = {
  clientId: "canary-of-the-client-id",
  clientSecret: "canary-of-the-client-secret",
  refreshToken: "canary-of-the-refresh-token",
  realmId: "9341452777777777777",
};

test.each(["axios", "pg", "zod", "plain"].flatMap((library) => [[library, false] as const, [library, true] as const]))(
  "an unforeseen error of %s (thrown outside every await: %s) is reported without a secret",
  async (library, later) => {
    await using db = await createDatabase();
    const postgres = { ...db.settings, database: "canary-of-the-database", user: "canary-of-the-user" };
    const password = 'canary"of\\the-pässword';
    const qbo = { apiBaseUrl: "", oauthTokenUrl: "", credentials: { ...CANARIES, env: "sandbox" } };
    const mage = new MageStandIn({ ...postgres, password }, qbo);

    const { exitCode, failure, text } = await mage.start("../../test/programs/fail", "items", { with: library, later })
      .done;

    expect(exitCode).not.toBe(0);
    expect(failure?.message).toBeTruthy();
    expect(text).not.toMatch(/canary|9341452777777777777|pässword/);
  },
);
