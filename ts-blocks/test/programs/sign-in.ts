import { appendFileSync, existsSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { runBlock } from "../../src/blocks/run-block";
import { custodyOver } from "../../src/blocks/token-custody";
import { systemClock } from "../../src/clock";
import { AccessTokens, type TokenCustody } from "../../src/qbo/access";
import { axiosTransport } from "../../src/qbo/transport";

/**
 * A block's program that only signs in, made of the loader's own parts. It writes each step into a file before it takes
 * the step, so that a test that kills the program knows the step. It stops at the step that its caller names, until the
 * caller writes a second file with the same name and .go.
 */
const [tokenUrl = "", stepsFile = "", stopAt = "", timeoutMs = "", clockSpeed = "", shares = ""] =
  process.argv.slice(2);

/** A fast clock, so that a test need not wait until a lease is old. */
const clock = {
  ...systemClock,
  monotonic: () => systemClock.monotonic() * Number(clockSpeed),
  sleep: async () => undefined,
};

async function step(name: "waiting" | "leased" | "calling" | "answered" | "sent" | "stored" | "using"): Promise<void> {
  appendFileSync(stepsFile, `${name} ${(performance.timeOrigin + performance.now()).toFixed(3)}\n`);
  while (name === stopAt && !existsSync(`${stepsFile}.go`)) await delay(5);
}

void runBlock(async ({ bridge }) => {
  const names = ["QBO_CLIENT_ID", "QBO_CLIENT_SECRET"] as const;
  const { QBO_CLIENT_ID: clientId, QBO_CLIENT_SECRET: clientSecret } = await bridge.secrets(names, names);
  const behind = custodyOver(bridge);
  const custody: TokenCustody = {
    async lease() {
      await step("waiting");
      const leased = await behind.lease();
      await step("leased");
      // Each of these programs has to sign in, unless the test is about the access token.
      return shares === "shares" ? leased : { refreshToken: leased.refreshToken };
    },
    async store(refreshToken, access) {
      await step("answered");
      const stored = behind.store(refreshToken, access);
      await step("sent");
      await stored;
      await step("stored");
    },
    release: behind.release,
  };
  const send = axiosTransport(systemClock.now);
  const tokens = new AccessTokens(
    { clientId: clientId ?? "", clientSecret: clientSecret ?? "", tokenUrl },
    custody,
    async (request) => {
      await step("calling");
      return send({ ...request, timeoutMs: Number(timeoutMs) });
    },
    clock,
    { onCall: () => undefined, onToken: (token) => bridge.hide(token) },
  );
  const token = await tokens.get();
  await step("using");
  return { signed_in: token.value.length > 0 };
});
