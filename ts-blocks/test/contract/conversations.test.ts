import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Bridge } from "../../src/bridge/bridge";
import { type ChildMessage, childMessage, parentMessage } from "../../src/bridge/messages";
import { repositoryRoot } from "../../src/repository-root";
import { Wires } from "../support/wires";

interface Conversation {
  readonly title: string;
  readonly steps: readonly { readonly from: "parent" | "child"; readonly message: { readonly type: string } }[];
}

const folder = join(repositoryRoot(), "ts-blocks", "test", "contract", "conversations");
const conversations = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8"))] as [string, Conversation]);

/** Makes the call that the message stands for. Resolves with the answer, or with the error that the answer means. */
function call(bridge: Bridge, message: ChildMessage): Promise<unknown> | undefined {
  switch (message.type) {
    case "need":
      return bridge.secrets(message.secrets, []);
    case "token.lease":
      return bridge.leaseToken();
    case "token.rotated":
      return bridge.storeToken(message.refresh_token, message.access);
    case "token.release":
      bridge.releaseToken(message.accepted, message.access);
      return undefined;
    case "log":
      bridge.log(message.level, message.message, message.fields);
      return undefined;
    case "metric":
      bridge.metric(message.name, message.fields);
      return undefined;
    case "progress":
      bridge.progress(message.done, message.total, message.unit);
      return undefined;
    case "result":
    case "failure":
      return bridge.finish(message);
  }
}

/** The result of a call, by the type of the answer. */
const ANSWERS: Record<string, (answer: Record<string, unknown>) => unknown> = {
  job: (answer) => answer,
  secret: ({ values }) => values,
  "token.leased": ({ refresh_token, access }) => ({ refreshToken: refresh_token, ...(access ? { access } : {}) }),
  "token.stored": () => undefined,
  "token.refused": ({ reason }) =>
    expect.objectContaining({
      code: expect.stringMatching(/^TOKEN_(LEASE_REFUSED|NOT_STORED)$/),
      message: expect.stringContaining(`: ${reason}`),
    }),
};

test("no conversation hands over the refresh token without a lease", () => {
  const values = conversations
    .flatMap(([, { steps }]) => steps.map(({ message }) => parentMessage.safeParse(message).data))
    .flatMap((message) => (message?.type === "secret" ? [message.values] : []));
  const handedOver = values.filter(({ QBO_REFRESH_TOKEN: token }) => typeof token === "string" && !/lease/.test(token));
  expect(handedOver).toEqual([]);
  expect(values.some(({ QBO_CLIENT_SECRET: secret }) => typeof secret === "string")).toBe(true);
});

describe.each(conversations)("%s", (_, { title, steps }) => {
  test("the protocol knows every message of it, and knows every field of the message", () => {
    for (const { from, message } of steps) {
      expect((from === "parent" ? parentMessage : childMessage).parse(message)).toEqual(message);
    }
  });

  test("it begins with the job and ends with the only result or failure", () => {
    expect(steps[0]?.message.type).toBe("job");
    const last = steps.filter(({ message }) => ["result", "failure"].includes(message.type));
    expect(last).toEqual([steps.at(-1)]);
  });

  test(`held through the bridge, it goes as written: ${title}`, async () => {
    const wires = new Wires();
    const bridge = new Bridge(wires.toChild, wires.fromChild, () => {
      throw new Error("the parent is there all the time");
    });
    let question: Promise<unknown> | undefined = bridge.job();
    for (const { from, message } of steps) {
      if (from === "child") {
        question = call(bridge, childMessage.parse(message))?.catch((error: unknown) => error);
        continue;
      }
      wires.send(parentMessage.parse(message));
      expect(await question).toEqual(ANSWERS[message.type]?.({ ...message }));
    }
    await question;
    const written = steps.filter(({ from }) => from === "child").map(({ message }) => message);
    expect(wires.messages()).toEqual(written);
  });
});
