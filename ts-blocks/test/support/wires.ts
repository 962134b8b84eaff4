import { PassThrough } from "node:stream";
import type { ParentMessage } from "../../src/bridge/messages";

/** The two streams between a block and its program, at the block's end. */
export class Wires {
  readonly toChild = new PassThrough();
  readonly fromChild = new PassThrough();
  private text = "";

  constructor() {
    this.fromChild.setEncoding("utf8").on("data", (chunk: string) => {
      this.text += chunk;
    });
  }

  send(message: ParentMessage): void {
    this.toChild.write(`${JSON.stringify(message)}\n`);
  }

  /** The complete lines that the program has written. */
  lines(): string[] {
    return this.text.split("\n").slice(0, -1);
  }

  messages(): unknown[] {
    return this.lines().map((line) => JSON.parse(line) as unknown);
  }
}
