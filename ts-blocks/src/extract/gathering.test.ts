import { expect, test } from "vitest";
import { type Desk, Gathering } from "./gathering";

/** Answers each number with its double, and remembers which numbers came together. */
function doubling(gathering: Gathering, max = 30): { ask: Desk<number, number>; requests: number[][] } {
  const requests: number[][] = [];
  const ask = gathering.desk<number, number>(max, async (questions) => {
    requests.push([...questions]);
    return questions.map((question) => question * 2);
  });
  return { ask, requests };
}

test("the questions of all callers go out in one request when the last caller has asked", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering);
  const done = [gathering.join(), gathering.join(), gathering.join()];
  const asked = [ask([1, 2]), ask([3])];
  await Promise.resolve();
  expect(requests).toEqual([]);
  done[2]?.();
  expect(await Promise.all(asked)).toEqual([[2, 4], [6]]);
  expect(requests).toEqual([[1, 2, 3]]);
});

test("a full request goes out while others work: smaller questions fill it, and the others wait", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering, 4);
  for (let n = 0; n < 5; n++) gathering.join();
  const asked = [ask([1, 2]), ask([3]), ask([4, 5])];
  await Promise.resolve();
  expect(requests).toEqual([]);
  const last = ask([6]);
  expect(await asked[0]).toEqual([2, 4]);
  expect(await asked[1]).toEqual([6]);
  expect(await last).toEqual([12]);
  expect(requests).toEqual([[1, 2, 3, 6]]);
});

test("a request that is not full goes out when another one will follow it", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering, 4);
  for (let n = 0; n < 4; n++) gathering.join();
  const asked = [ask([1, 2, 3]), ask([4, 5, 6])];
  await Promise.resolve();
  expect(requests).toEqual([]);
  void ask([7, 8, 9]);
  expect(await asked[0]).toEqual([2, 4, 6]);
  expect(requests).toEqual([[1, 2, 3]]);
});

test("a caller's questions stay together even where they exceed a request, because the caller knows the limit", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering, 2);
  gathering.join();
  expect(await ask([1, 2, 3])).toEqual([2, 4, 6]);
  expect(requests).toEqual([[1, 2, 3]]);
});

test("a caller with an answer works again, and the next questions wait for it", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering);
  const [first, second] = [gathering.join(), gathering.join()];
  await Promise.all([ask([1]), ask([2])]);
  const again = ask([3]);
  await Promise.resolve();
  expect(requests).toEqual([[1, 2]]);
  first();
  expect(await again).toEqual([6]);
  second();
  expect(requests).toEqual([[1, 2], [3]]);
});

test("nobody waits for a caller that rests", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering);
  gathering.join();
  gathering.join();
  const goOn = gathering.rest();
  expect(await ask([1])).toEqual([2]);
  goOn();
  goOn();
  const waits = ask([2]);
  await Promise.resolve();
  expect(requests).toEqual([[1]]);
  gathering.rest();
  expect(await waits).toEqual([4]);
});

test("callers with an answer of the first kind may ask the second kind, which goes out once for all", async () => {
  const gathering = new Gathering();
  const first = doubling(gathering);
  const second = doubling(gathering);
  const work = async (number: number) => {
    await first.ask([number]);
    return second.ask([number]);
  };
  gathering.join();
  gathering.join();
  gathering.join();
  const early = second.ask([1]);
  expect(await Promise.all([early, work(2), work(3)])).toEqual([[2], [4], [6]]);
  expect([first.requests, second.requests]).toEqual([[[2, 3]], [[1, 2, 3]]]);
});

test("a patient desk waits for the answers that are due at another desk, and asks once for all who get them", async () => {
  const gathering = new Gathering();
  const first = doubling(gathering, 2);
  const requests: number[][] = [];
  const second = gathering.desk<number, number>(
    30,
    async (questions) => {
      requests.push([...questions]);
      return [...questions];
    },
    true,
  );
  const joined = [1, 2, 3].map((number) => ({ number, done: gathering.join() }));
  const work = async ({ number, done }: (typeof joined)[number]) => {
    await first.ask([number]);
    await second([number]);
    done();
  };
  // Two requests go out one after the other: who has the first answer asks while the second answer is under way.
  await Promise.all(joined.map(work));
  expect(first.requests).toEqual([[1, 2], [3]]);
  expect(requests).toEqual([[1, 2, 3]]);
});

test("an error reaches every caller, and all work again", async () => {
  const gathering = new Gathering();
  const ask = gathering.desk<number, number>(30, async () => {
    throw new Error("no answer");
  });
  gathering.join();
  gathering.join();
  for (const each of await Promise.allSettled([ask([1]), ask([2])])) expect(each).toMatchObject({ status: "rejected" });
});

test("without questions there is nothing to wait for", async () => {
  const gathering = new Gathering();
  const { ask, requests } = doubling(gathering);
  gathering.join();
  gathering.join();
  expect(await ask([])).toEqual([]);
  expect(requests).toEqual([]);
});
