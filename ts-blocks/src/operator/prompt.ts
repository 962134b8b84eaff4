import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Redactor } from "../bridge/redactor";
import { CommandError } from "./command";

/**
 * Asks a person at a terminal; if stdin is not a terminal, reads one line for each answer. Secret values are only read in this
 * way: an argument on the command line would be in the shell's history and in every list of processes.
 */
export class Prompt {
  private lines: AsyncIterator<string> | undefined;

  /** @param redactor gets every secret answer, so that it can be kept out of messages. */
  constructor(
    private readonly redactor: Redactor,
    private readonly input: NodeJS.ReadStream = process.stdin,
    private readonly output: Pick<NodeJS.WriteStream, "write"> = process.stderr,
  ) {}

  /** Shows nothing of the answer. */
  async secret(question: string): Promise<string> {
    const given = await this.answer(question, true);
    this.redactor.hide(given);
    return given;
  }

  text(question: string): Promise<string> {
    return this.answer(question, false);
  }

  private async answer(question: string, hidden: boolean): Promise<string> {
    const given = this.input.isTTY ? await this.fromTerminal(question, hidden) : await this.nextLine(question);
    if (!this.input.isTTY || hidden) this.output.write("\n");
    if (given === undefined || given === "") throw new CommandError(`there was no answer to "${question}"`, 64);
    return given;
  }

  /**
   * In terminal mode readline switches the terminal's echo off and shows the typed characters itself. Here it shows them nowhere.
   * The question comes after that, since a person may paste an answer at once.
   */
  private fromTerminal(question: string, hidden: boolean): Promise<string | undefined> {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const output = hidden ? nowhere : (this.output as NodeJS.WriteStream);
    const reader = createInterface({ input: this.input, output, terminal: true });
    if (hidden) this.output.write(`${question}: `);
    return new Promise((resolve, reject) => {
      reader.once("SIGINT", () => reject(new CommandError("interrupted", 130)));
      reader.once("close", () => resolve(undefined));
      reader.question(hidden ? "" : `${question}: `, (line) => {
        resolve(line);
        reader.close();
      });
    });
  }

  private async nextLine(question: string): Promise<string | undefined> {
    this.output.write(`${question}: `);
    this.lines ??= createInterface({ input: this.input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
    const { value, done } = await this.lines.next();
    return done ? undefined : value;
  }
}
