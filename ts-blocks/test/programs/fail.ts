import { setTimeout as delay } from "node:timers/promises";
import axios from "axios";
import { Client } from "pg";
import { z } from "zod";
import { runBlock } from "../../src/blocks/run-block";
import { loaderSecrets } from "../../src/blocks/secrets";

/**
 * A block's program that fails as its variable `with` says. It throws a driver's own error with the secrets in it, as a
 * bug would: no code on the way up catches the error, or (`later`) the error is thrown outside every await.
 */
void runBlock(async ({ bridge, message }) => {
  const { postgres, qbo } = await loaderSecrets(bridge);
  const errors: Record<string, () => Promise<unknown>> = {
    axios: () =>
      axios.get(`http://127.0.0.1:1/${qbo.realmId}`, { auth: { username: qbo.clientId, password: qbo.clientSecret } }),
    pg: () => new Client(postgres).connect(),
    zod: async () => z.strictObject({}).parse({ [postgres.password]: qbo.clientSecret, [postgres.host]: qbo.realmId }),
    plain: async () => {
      throw new Error(Object.values({ ...postgres, ...qbo }).join(" "));
    },
  };
  const fail = errors[String(message.variables.with)] ?? (async () => undefined);
  if (message.variables.later === true) {
    void fail();
    await delay(10_000);
  }
  await fail();
  return {};
});
