import { defineConfig } from "vitest/config";
import { partTags } from "./ts-blocks/test/support/parts.cjs";

/** Minutes, not seconds: the machine may be busy. */
const SERVER_TIMEOUT_MS = 120_000;

export default defineConfig({
  test: {
    tags: partTags(),
    projects: [
      {
        test: {
          name: "unit",
          include: ["ts-blocks/{src,simulator,local,compose}/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts", "**/dist/**"],
          testTimeout: SERVER_TIMEOUT_MS / 2,
        },
      },
      { test: { name: "contract", include: ["ts-blocks/test/contract/**/*.test.ts"] } },
      {
        test: {
          name: "integration",
          include: ["ts-blocks/test/integration/**/*.test.ts", "ts-blocks/{src,local}/**/*.integration.test.ts"],
          globalSetup: ["ts-blocks/test/support/compiled.ts", "ts-blocks/test/support/postgres.ts"],
          testTimeout: SERVER_TIMEOUT_MS,
          hookTimeout: SERVER_TIMEOUT_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["ts-blocks/test/e2e/**/*.test.ts"],
          globalSetup: ["ts-blocks/test/support/compiled.ts"],
          testTimeout: 5 * SERVER_TIMEOUT_MS,
          hookTimeout: 5 * SERVER_TIMEOUT_MS,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "compose",
          include: ["ts-blocks/test/compose/**/*.test.ts"],
          testTimeout: 5 * SERVER_TIMEOUT_MS,
          hookTimeout: 10 * SERVER_TIMEOUT_MS,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
