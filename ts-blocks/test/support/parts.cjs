const { existsSync } = require("node:fs");
const { delimiter, join, resolve } = require("node:path");

/*
 * What some tests need and a machine may lack. Vitest's configuration reads it too, and can load no TypeScript; parts.ts
 * has the types.
 */
const { env, platform } = process;

const recordings = env.QB_TEST_RECORDINGS ?? resolve(__dirname, "../../../../shared/fixtures/qbo");
const chromium = env.QB_TEST_CHROMIUM ?? "/usr/bin/chromium";
const onThePath = (program) => (env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
const pgbouncer = env.QB_TEST_PGBOUNCER ?? "/usr/sbin/pgbouncer";

exports.RECORDINGS_FOLDER = recordings;
exports.CHROMIUM = chromium;
exports.PGBOUNCER = pgbouncer;
exports.EVERY_PART = env.QB_TEST_EVERY_PART === "1";
exports.PARTS = [
  {
    name: "recordings",
    what: "recorded answers of QuickBooks",
    isHere: existsSync(recordings),
    howToGet: `collect them from where docs/en/quickbooks.md says, and name their folder in QB_TEST_RECORDINGS (${recordings} is not there)`,
  },
  {
    name: "chromium",
    what: "Chromium",
    isHere: existsSync(chromium),
    howToGet: `apt-get install chromium, or name its program in QB_TEST_CHROMIUM (${chromium} is not there)`,
  },
  { name: "curl", what: "curl", isHere: onThePath("curl"), howToGet: "apt-get install curl" },
  {
    name: "pgbouncer",
    what: "PgBouncer",
    isHere: existsSync(pgbouncer),
    howToGet: `apt-get install pgbouncer, or name its program in QB_TEST_PGBOUNCER (${pgbouncer} is not there)`,
  },
  { name: "linux", what: "Linux", isHere: platform === "linux", howToGet: "use a machine with Linux" },
];

/** For Vitest's configuration: tests of an absent part are skipped, before their hooks run. */
exports.partTags = () =>
  exports.PARTS.map(({ name, what, isHere }) => ({
    name,
    description: `needs ${what}`,
    skip: !isHere && !exports.EVERY_PART,
  }));
