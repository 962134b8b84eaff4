import { Checkout } from "../support/checkout";
import { PARTS } from "../support/parts";
import type { Count } from "./count";
import { installRuntimes } from "./runtimes";
import { runVitest } from "./vitest";

/** Tests that need no Postgres, no Mage and no browser. They show within two minutes whether a version of Node works. */
const QUICK = ["unit", "contract"];

/**
 * The steps that `.ci/run` adds to `npm test`: the quick tests on the pinned versions of Node, on the newest in a bare
 * clone.
 */
export async function furtherSteps(absent: readonly string[]): Promise<(() => Promise<Count>)[]> {
  const programs = [...(await installRuntimes()).values()];
  const newest = programs.pop();
  if (newest === undefined) throw new Error("ts-blocks/test/runtimes pins no version of Node");
  return [...programs.map((node) => () => runVitest(QUICK, { node, absent })), () => runInBareClone(newest)];
}

/** No recordings are beside this clone, so exactly the tests of the recordings are skipped. */
async function runInBareClone(node: string): Promise<Count> {
  const checkout = new Checkout();
  try {
    await checkout.run("npm ci --no-audit --no-fund");
    const { passed, failed, skipped, names } = await runVitest(QUICK, {
      ...{ node, cwd: checkout.dir, absent: PARTS.map(({ name }) => name) },
      env: { QB_TEST_EVERY_PART: undefined, QB_TEST_RECORDINGS: undefined },
    });
    const { recordings = 0, ...others } = skipped;
    process.stdout.write(`in a bare clone: ${passed} passed, ${failed} failed, ${recordings} skipped\n`);
    const asExpected = recordings > 0 && Object.keys(others).length === 0;
    // The skipped tests have run elsewhere, so they are not part of the sum.
    return { passed, failed: failed + (asExpected ? 0 : 1), skipped: {}, names };
  } finally {
    await checkout.remove();
  }
}
