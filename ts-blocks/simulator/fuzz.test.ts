import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator } from "./index";
import type { Simulator } from "./simulator";
import { Caller } from "./testing/caller";

let qbo: Simulator;
let caller: Caller;

beforeAll(async () => {
  qbo = await startSimulator({ company: "small" });
  caller = await Caller.of(qbo);
});

afterAll(() => qbo.close());

const word = fc.constantFrom(
  "select",
  "SELECT",
  "count(*)",
  "*",
  "from",
  "Invoice",
  "customer",
  "Item",
  "Custmoer",
  "where",
  "and",
  "or",
  "Id",
  "Active",
  "MetaData.LastUpdatedTime",
  "Metadata.CreateTime",
  "DisplayName",
  "Balance",
  "TotalAmt",
  "TxnDate",
  "Line",
  "=",
  "<",
  ">",
  "<=",
  ">=",
  "!=",
  "like",
  "in",
  "(",
  ")",
  ",",
  "true",
  "false",
  "'1'",
  "''",
  "' '",
  "'Amy\\'s'",
  "'%a%'",
  "'2026-05-05T00:00:00Z'",
  "'2026-05-05'",
  "CURRENT_DATE",
  "orderby",
  "order by",
  "asc",
  "desc",
  "startposition",
  "maxresults",
  "0",
  "1",
  "10",
  "1000",
  "1001",
  "99999999999999999999",
);
const soup = fc
  .array(fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: fc.string({ maxLength: 6 }) }), {
    maxLength: 24,
  })
  .map((words) => words.join(" "));

const literal = fc
  .oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom("2026-05-05T00:00:00Z", "2026-06-01", "100.00", "1", "true", "%a%"),
  )
  .map((text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`);
const condition = fc
  .tuple(
    fc.constantFrom(
      "Id",
      "Active",
      "MetaData.LastUpdatedTime",
      "DisplayName",
      "Balance",
      "TxnDate",
      "DocNumber",
      "CustomerRef",
    ),
    fc.constantFrom("=", "<", ">=", "like", "in", "!="),
    literal,
  )
  .map(
    ([property, operator, value]) => `${property} ${operator} ${operator === "in" ? `(${value}, ${value})` : value}`,
  );
const sentence = fc
  .record({
    select: fc.constantFrom("*", "count(*)", "Id", "Id, DocNumber"),
    entity: fc.constantFrom("Invoice", "Customer", "Item", "Vendor", "TaxAgency"),
    where: fc.array(condition, { maxLength: 3 }),
    order: fc.constantFrom(
      "",
      " orderby MetaData.LastUpdatedTime",
      " orderby MetaData.LastUpdatedTime asc, Id asc",
      " order by Id desc",
      " orderby TxnDate, Id",
    ),
    page: fc.constantFrom("", " maxresults 3", " startposition 2 maxresults 5", " maxresults 1001", " startposition 0"),
  })
  .map(
    ({ select, entity, where, order, page }) =>
      `select ${select} from ${entity}${where.length > 0 ? ` where ${where.join(" and ")}` : ""}${order}${page}`,
  );

/** Rows, a count, nothing, or one of the faults that are documented for a statement. */
async function isAnswered(statement: string): Promise<void> {
  const { status, text } = await caller.query(statement);
  const body = JSON.parse(text) as { QueryResponse?: object; Fault?: { Error: { code: string; Detail: string }[] } };
  if (statement.trim() === "") expect([status, body.Fault?.Error[0]?.code]).toEqual([200, "10000"]);
  else if (status === 200) expect(body.QueryResponse).toBeDefined();
  else expect([status, body.Fault?.Error[0]?.code, body.Fault?.Error[0]?.Detail.split(":")[0]]).toSatisfy(isDocumented);
}

function isDocumented([status, code, kind]: readonly unknown[]): boolean {
  return (
    status === 400 &&
    ((code === "4000" && kind === "QueryParserError") || (code === "4001" && kind === "QueryValidationError"))
  );
}

test("random words are answered with rows or a documented fault", async () => {
  await fc.assert(fc.asyncProperty(soup, isAnswered), { numRuns: 400 });
});

test("sentences of the grammar with any values are answered with rows or a documented fault", async () => {
  await fc.assert(fc.asyncProperty(sentence, isAnswered), { numRuns: 400 });
});

test("a count is the number of rows of the same conditions, page by page", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("Customer", "Item", "Invoice"),
      fc.integer({ min: 0, max: 91 }),
      fc.integer({ min: 0, max: 91 }),
      fc.integer({ min: 1, max: 13 }),
      async (entity, from, to, size) => {
        const day = (n: number): string => new Date(Date.parse("2026-04-01T00:00:00Z") + n * 86_400_000).toISOString();
        const where = `where MetaData.LastUpdatedTime >= '${day(Math.min(from, to))}' and MetaData.LastUpdatedTime < '${day(Math.max(from, to))}'`;
        const total = await caller.count(`select count(*) from ${entity} ${where}`);
        let met = 0;
        for (let at = 1; at <= total; at += size)
          met += (await caller.ids(`select * from ${entity} ${where} startposition ${at} maxresults ${size}`)).length;
        expect(met).toBe(total);
      },
    ),
    { numRuns: 40 },
  );
});
