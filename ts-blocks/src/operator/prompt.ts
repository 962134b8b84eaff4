import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Redactor } from "../bridge/redactor";
import { CommandError } from "./command";

/**
 * Asks a person at a terminal, or reads one line an answer from a stdin that is none. Secret values come in this way only:
 * what stands in the command line is in the shell's history and in every process list.
 */
export class Prompt {
  private lines: AsyncIterator<string> | undefined;

  /** @param redactor hears of every answer that is secret. */
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
   * In terminal mode readline switches the terminal's own echo off and draws what is typed itself: here, into nothing. The
   * question comes after that, for a person who pastes at once.
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
