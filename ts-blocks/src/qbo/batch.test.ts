import { describe, expect, test } from "vitest";
import { batchBody, readBatch } from "./batch";

const fault = { Error: [{ Message: "Object Not Found", Detail: "gone", code: "610" }], type: "ValidationFault" };

test("each query of a batch has its own number", () => {
  expect(JSON.parse(batchBody(["SELECT COUNT(*) FROM Item", "SELECT COUNT(*) FROM Bill"]))).toEqual({
    BatchItemRequest: [
      { bId: "1", Query: "SELECT COUNT(*) FROM Item" },
      { bId: "2", Query: "SELECT COUNT(*) FROM Bill" },
    ],
  });
});

test("items are found by their number in any order, and one fault does not change the others", () => {
  const items = [
    { QueryResponse: { totalCount: 3 }, bId: "3" },
    { Fault: fault, bId: "2" },
    { QueryResponse: { totalCount: 1 }, bId: "1" },
  ];
  const answer = readBatch(
    Buffer.from(JSON.stringify({ BatchItemResponse: items, time: "2026-02-01T01:00:00.5-08:00" })),
    3,
  );
  expect(answer.items).toEqual([
    { kind: "answer", queryResponse: { totalCount: 1 }, json: Buffer.from(JSON.stringify(items[2])) },
    { kind: "fault", fault: { code: "610", type: "ValidationFault", message: "Object Not Found", detail: "gone" } },
    { kind: "answer", queryResponse: { totalCount: 3 }, json: Buffer.from(JSON.stringify(items[0])) },
  ]);
  expect(answer.sourceTime).toBe("2026-02-01T09:00:00Z");
});

describe("an item without an answer is absent, not empty", () => {
  test.each([
    ["that did not come", []],
    ["of another number", [{ QueryResponse: { totalCount: 1 }, bId: "7" }]],
    ["that holds neither an answer nor a fault", [{ bId: "1" }]],
    ["whose fault says nothing", [{ Fault: {}, bId: "1" }]],
  ])("%s", (_, items) => {
    expect(readBatch(Buffer.from(JSON.stringify({ BatchItemResponse: items })), 1).items).toEqual([{ kind: "absent" }]);
  });
});

test.each(["{}", '{"BatchItemResponse":{}}', '{"QueryResponse":{"totalCount":1}}'])(
  "%s is no batch's answer",
  (body) => {
    expect(() => readBatch(Buffer.from(body), 1)).toThrow(expect.objectContaining({ code: "QBO_ANSWER_SHAPE" }));
  },
);

test("an answer that is cut off is distinguished from an answer of another shape", () => {
  expect(() => readBatch(Buffer.from('{"BatchItemResponse":[{"bId"'), 1)).toThrow(SyntaxError);
});
