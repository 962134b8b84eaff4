import { expect, test } from "vitest";
import { received, signedIn } from "../../test/support/scripted";
import { scriptedClient, signIn } from "../../test/support/scripted-client";
import { Counts } from "./counts";
import type { Reply } from "./reply";

const statements = (count: number) => Array.from({ length: count }, (_, i) => `SELECT COUNT(*) FROM Item -- ${i + 1}`);
const count = (totalCount: number) => received(200, JSON.stringify({ QueryResponse: { totalCount } }));

interface Item {
  readonly count?: number;
  readonly fault?: string;
}

/** A batch's answer, its items in the order of the questions. */
function batch(...items: Item[]): Reply {
  const responses = items.map((item, index) => ({
    ...(item.fault === undefined
      ? { QueryResponse: item.count === undefined ? {} : { totalCount: item.count } }
      : { Fault: { Error: [{ Message: "m", Detail: "d", code: item.fault }], type: "ValidationFault" } }),
    bId: String(index + 1),
  }));
  return received(200, JSON.stringify({ BatchItemResponse: responses, time: "2026-02-01T00:00:00Z" }), {
    tid: "tid-b",
  });
}

function setUp(...replies: Reply[]) {
  const parts = scriptedClient(signIn, ...replies);
  const counts = new Counts(parts.client);
  const of = async (questions: readonly string[]) =>
    (await counts.of(questions)).map((outcome) =>
      outcome.kind === "counted" ? outcome.count : `${outcome.error.code} ${outcome.error.ids.fault ?? "no fault"}`,
    );
  return { ...parts, of };
}

test("many counts are one request, and each counts against the month", async () => {
  const { of, entered, calls, requests } = setUp(batch({ count: 5 }, { count: 0 }, { count: 7 }));
  expect(await of(statements(3))).toEqual([5, 0, 7]);
  expect(entered).toEqual([{ kind: "batch", monthCalls: 3 }]);
  expect(calls).toEqual(["batch answered"]);
  expect(requests[1]).toMatchObject({
    method: "POST",
    url: expect.stringMatching(/\/batch\?minorversion=75$/),
    headers: { "Content-Type": "application/json" },
  });
});

test("a batch holds thirty counts at most", async () => {
  const thirty = Array.from({ length: 30 }, (_, index) => ({ count: index }));
  const { of, entered } = setUp(batch(...thirty), batch({ count: 30 }, { count: 31 }));
  expect(await of(statements(32))).toEqual(Array.from({ length: 32 }, (_, index) => index));
  expect(entered.map(({ monthCalls }) => monthCalls)).toEqual([30, 2]);
});

test("a single count is not sent as a batch", async () => {
  const { of, calls } = setUp(count(5));
  expect(await of(statements(1))).toEqual([5]);
  expect(calls).toEqual(["count answered"]);
});

test("without counts there is no call", async () => {
  const { of, requests } = setUp();
  expect(await of([])).toEqual([]);
  expect(requests).toEqual([]);
});

test.each(["4001", "5020", "5030"])(
  "fault %s of one item is that question's own: the others are counted, and it is not asked again",
  async (fault) => {
    const { of, requests } = setUp(batch({ count: 5 }, { fault }, { count: 7 }));
    expect(await of(statements(3))).toEqual([5, expect.stringMatching(new RegExp(`^QBO_\\w+ ${fault}$`)), 7]);
    expect(requests).toHaveLength(2);
  },
);

test.each<[string, Item]>([
  ["an application error", { fault: "10000" }],
  ["an unsupported operation, which an outage says too", { fault: "500" }],
  ["an unreadable record", { fault: "4002" }],
  ["an answer without a count", {}],
])("an item with %s is asked alone", async (_, item) => {
  const { of, calls } = setUp(batch({ count: 5 }, item), count(6));
  expect(await of(statements(2))).toEqual([5, 6]);
  expect(calls).toEqual(["batch answered", "count answered"]);
});

test("a count that is refused alone, too, keeps its fault", async () => {
  const refused = received(400, '{"Fault":{"Error":[{"Message":"Unsupported Operation","code":"500"}],"type":"x"}}');
  const { of } = setUp(batch({ fault: "500" }, { count: 6 }), refused);
  expect(await of(statements(2))).toEqual(["QBO_REFUSED 500", 6]);
});

test.each<[string, Reply]>([
  ["refuses batches", received(400, '{"Fault":{"Error":[{"Message":"m","code":"500"}],"type":"x"}}')],
  ["forbids batches", received(403, "")],
  ["knows no batches", received(404, "")],
])("a source that %s is asked one by one, and not for another batch", async (_, refusal) => {
  const { of, calls } = setUp(refusal, count(1), count(2), count(3), count(4));
  expect(await of(statements(2))).toEqual([1, 2]);
  expect(await of(statements(2))).toEqual([3, 4]);
  expect(calls.filter((call) => call.startsWith("batch"))).toEqual(["batch failed"]);
});

test("a batch whose tokens are refused, new ones too, is asked one by one before the run fails", async () => {
  const refused = received(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');
  const replies = [refused, refused, refused, signedIn("access-2", "refresh-3"), refused, ...[1, 2, 3, 4].map(count)];
  const { of, calls } = setUp(...replies);
  expect(await of(statements(2))).toEqual([1, 2]);
  expect(await of(statements(2))).toEqual([3, 4]);
  expect(calls.filter((call) => call.startsWith("batch"))).toEqual(Array(4).fill("batch failed"));
});

test("a batch that fails is repeated a few times, then its counts are asked alone, and the next batch is tried", async () => {
  const gone = received(503, "<html>503</html>");
  const { of, calls } = setUp(gone, gone, gone, count(1), count(2), batch({ count: 3 }, { count: 4 }));
  expect(await of(statements(2))).toEqual([1, 2]);
  expect(await of(statements(2))).toEqual([3, 4]);
  expect(calls.filter((call) => call.startsWith("batch"))).toEqual([
    ...Array(3).fill("batch failed"),
    "batch answered",
  ]);
});

test("a connection that is refused ends the counting", async () => {
  const refused = received(401, '{"fault":{"error":[{"message":"m","code":"3200"}],"type":"AUTHENTICATION"}}');
  const { of } = setUp(refused, refused, refused, received(400, '{"error":"invalid_grant"}'));
  await expect(of(statements(2))).rejects.toMatchObject({ code: "QBO_CONNECTION_DEAD" });
});
