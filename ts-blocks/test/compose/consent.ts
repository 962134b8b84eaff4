import { OperatorCommand } from "../support/operator";
import type { Installation } from "./installation";
import { credentialsOf } from "./visible";

/** A page that the operator registers at Intuit. No server listens there: the test carries the answer by hand. */
const REDIRECT = "https://books.example.com/callback";

/** Runs `connect` in a container, consents like a person in a browser, and pastes the address at which the browser ended. */
export async function connectCompany(installation: Installation): Promise<OperatorCommand> {
  const { clientId, clientSecret } = await credentialsOf(installation);
  const child = installation.start(
    ...["run", "--rm", "-T", "mage", "connect"],
    ...["--env", "sandbox", "--redirect", REDIRECT, "--yes"],
  );
  child.stdin.write(`${clientId}\n${clientSecret}\n`);
  const command = new OperatorCommand(child);
  const question = await command.says(/^connect: {3}https:\S+\?(\S+)$/m, 60_000);
  command.answer(await consent(installation, question));
  return command;
}

/** Sends the form of the simulator's page, which only containers can reach. @returns where the page sends the browser. */
async function consent(installation: Installation, question: string): Promise<string> {
  const fillIn = `
    const page = "http://127.0.0.1:9001/connect/oauth2";
    const field = /<input type="(?:hidden|radio)" name="([^"]*)" value="([^"]*)"/g;
    fetch(page + "?" + ${JSON.stringify(question)})
      .then((shown) => shown.text())
      .then((html) => {
        const form = new URLSearchParams({ decision: "connect" });
        for (const [, name, value] of html.matchAll(field)) form.set(name, value.replaceAll("&amp;", "&"));
        return fetch(page + "/decision", { method: "POST", body: form, redirect: "manual" });
      })
      .then((answer) => console.log(answer.headers.get("location")));`;
  return (await installation.compose("--profile", "demo", "exec", "-T", "simulator", "node", "-e", fillIn)).trim();
}
