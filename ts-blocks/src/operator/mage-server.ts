import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { MageApi } from "../mage/api";
import { isSafeAddress } from "../qbo/addresses";
import { defaultLocalDir } from "../repository-root";
import { CommandError } from "./command";
import type { Prompt } from "./prompt";
import { readRunningStack, type StackFile } from "./stack-file";

/** Options of every command that talks to Mage. */
export const MAGE_OPTIONS = {
  mage: { type: "string" },
  email: { type: "string" },
  dir: { type: "string" },
} as const;

export const MAGE_HELP = `  --mage URL       Mage's address (else MAGE_URL, else the running local stack's, else it is asked for)
  --email ADDRESS  who signs in to Mage (else MAGE_EMAIL, else as above); the password is asked for
                   (MAGE_PASSWORD_FILE may name a file that holds it)
  --dir DIR        the local stack's folder (default .local)`;

interface Choice {
  readonly mage?: string | undefined;
  readonly email?: string | undefined;
  readonly dir?: string | undefined;
}

/** The stack that runs on this machine, unless another Mage was named. */
export function localStack(choice: Choice, env: NodeJS.ProcessEnv): StackFile | undefined {
  if (choice.mage ?? env.MAGE_URL) return undefined;
  return readRunningStack(path.join(path.resolve(choice.dir ?? defaultLocalDir()), "stack.json"));
}

function askForMage(prompt: Prompt): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CommandError(
      "no local stack is running here: start it with npm run stack, or name Mage with --mage or MAGE_URL",
      64,
    );
  }
  return prompt.text("Mage's address");
}

/** In a container, the password is in the file that the first start made. Without that file, a person is asked. */
function passwordIn(file: string | undefined): string | undefined {
  return file && existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Signs in. @throws CommandError 64 when Mage refuses, 75 when it does not answer. */
export async function signInToMage(choice: Choice, env: NodeJS.ProcessEnv, prompt: Prompt): Promise<MageApi> {
  const stack = localStack(choice, env);
  const url = stack?.mage.url ?? (choice.mage || env.MAGE_URL || (await askForMage(prompt)));
  if (!URL.canParse(url) || !isSafeAddress(new URL(url))) {
    throw new CommandError(`${url} is no address to send a password to: use https, or http on this machine`, 64);
  }
  const owner = stack?.mage.owner ?? {
    email: choice.email || env.MAGE_EMAIL || (await prompt.text("e-mail for Mage")),
    password: passwordIn(env.MAGE_PASSWORD_FILE) ?? (await prompt.secret("password for Mage")),
  };
  return MageApi.signIn(url.replace(/\/+$/, ""), owner).catch((cause: Error) => {
    const silent = cause.message.includes("no answer");
    const what = silent ? "does not answer: start it, or name another with --mage" : "refuses this e-mail and password";
    throw new CommandError(`Mage at ${url} ${what}`, silent ? 75 : 64, { cause });
  });
}
