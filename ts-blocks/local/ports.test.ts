import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort, isPortFree, LOOPBACK } from "./ports";

test("a port on which a program listens is not free", async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, LOOPBACK, resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
