import { spawnSync } from "node:child_process";
import { repositoryRoot } from "../../src/repository-root";

/** Without an engine the tests fail, because a part that was not tested must not look as if it had passed. */
export function requireEngine(env: NodeJS.ProcessEnv = process.env): void {
  if (answers("docker", ["info"])) return;
  const starter = env.QB_START_ENGINE;
  if (starter) {
    process.stdout.write(`no container engine answers: starting one with ${starter}\n`);
    spawnSync("/bin/sh", ["-c", starter], { stdio: "inherit", cwd: repositoryRoot() });
    if (answers("docker", ["info"])) return;
  }
  throw new Error(
    "no container engine answers: start one, or name a command that does in QB_START_ENGINE, then test again",
  );
}

/** Compose v2, or 1.29 if only that is installed; QB_COMPOSE overrides both. */
export function composeCommand(env: NodeJS.ProcessEnv = process.env): string[] {
  if (env.QB_COMPOSE) return env.QB_COMPOSE.split(" ");
  for (const command of [["docker", "compose"], ["docker-compose"]]) {
    const [program = "", ...args] = command;
    if (answers(program, [...args, "version"])) return command;
  }
  throw new Error("neither docker compose nor docker-compose is there: install one, then test again");
}

function answers(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
