import { SCENARIOS } from "../scenarios/all";

export const HELP = `A QuickBooks Online stand-in on loopback: token endpoint, query API, and a control server beside them.

usage: npm run simulator -- [options]

  --company NAME         small, demo (default), typical or large; generated, the same for the same seed
  --records DIR          serve the *.records.jsonl files of a directory instead
  --seed N               another company of the same size (default 1)
  --host ADDRESS         where to listen (default 127.0.0.1; a container needs 0.0.0.0)
  --port N               port of the API; 0, the default, takes a free one
  --control-port N       port of the control server; 0, the default, takes a free one
  --state FILE           keep the identity (keys, company, refresh token) over restarts; made when absent, mode 0600
  --rotate WHEN          a refresh replaces the refresh token: always (default), daily, never
  --concurrent-refresh X two refreshes at once: revoke the grant (default), or tolerate
  --access-tokens HOW    live-on for their hour (default), or end-at-refresh of the next one
  --record-bytes N       every generated record is at least this long (default: as it is)
  --ties HOW             rows with equal sort keys: shuffled for each request (default), or stable
  --id-sort HOW          Id as a further key of ORDERBY: honoured (default), ignored (ties stay shuffled), refused (4001)
  --literal-zone ZONE    where a date-time literal without an offset is read (default America/Los_Angeles)
  --time-fraction HOW    milliseconds of an envelope's time: trimmed of trailing zeros (default), or full
  --total-count OF       totalCount beside rows: of the page (default), or of the whole
  --without ENTITIES     features that the company lacks, such as Class,Budget:5030; how it says so: 5020, 5030, 500, 4001,
                         403 (the status), or empty (default 5020 for what a plan brings, 5030 for the rest)
  --optional-fields HOW  members that * leaves out, such as Item.Sku: absent (default: the company has none), by-name, or
                         refused (naming them is a 4001)
  --limits WHOSE         intuit (500 a minute, 10 a second, 10 at once, 500,000 a month), or none (default)
  --latency-ms N         wait before each answer (default 0)
  --changes-per-minute N people change the company while it is read (default 0)
  --scenario NAME        start with a situation, one of the list below
  --until-stdin-closes   exit when standard input ends
  --json                 print JSON, also to a terminal
  --help                 this text

When it listens it prints one line of JSON with its addresses and credentials (a few lines of text on a terminal).

Scenarios:
${Object.entries(SCENARIOS)
  .map(([name, { about }]) => `  ${name}\n      ${about}`)
  .join("\n")}
`;
