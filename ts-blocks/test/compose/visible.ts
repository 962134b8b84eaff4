import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Listening, listening } from "../../local/simulator-process";
import type { Installation } from "./installation";

const SECRET_FILES = "/run/qb/*/*password /run/qb/mage/jwt_secret";

/** Every secret of a demo: the eight that its first start made, and those for signing in to the simulator. */
export async function secretsOf(installation: Installation): Promise<string[]> {
  const show = `for file in ${SECRET_FILES}; do cat $file; echo; done`;
  const made = await installation.compose("run", "--rm", "-T", "--entrypoint", "/bin/sh", "first-start", "-c", show);
  const { clientId, clientSecret, refreshToken } = await credentialsOf(installation);
  return [...made.split("\n").filter(Boolean), clientId, clientSecret, refreshToken];
}

/** The credentials of the simulator's company. */
export async function credentialsOf(installation: Installation): Promise<Listening["credentials"]> {
  return listening.parse(await installation.simulator()).credentials;
}

/** Everything that a person sees who can read the containers, the files of the checkout, and the logs. */
export async function visibleOf(installation: Installation): Promise<Record<string, string>> {
  const docker = async (...args: string[]) => (await installation.run("docker", args)).out;
  const lines = (text: string) => text.split("\n").filter(Boolean);
  const everything = ["--profile", "demo", "--profile", "tools"];
  const containers = lines(await installation.compose(...everything, "ps", "-a", "-q"));
  const images = lines(await docker("inspect", "-f", "{{.Image}}", ...containers));
  const running = lines(await installation.compose(...everything, "ps", "-q"));
  return {
    "docker inspect": await docker("inspect", ...containers, ...images),
    "docker history": (await Promise.all(images.map((id) => docker("history", "--no-trunc", id)))).join(),
    "docker top": (await Promise.all(running.map((id) => docker("top", id, "-eo", "pid,args")))).join(),
    "docker compose config": await installation.compose(...everything, "config"),
    "docker compose logs": await installation.compose(...everything, "logs"),
    checkout: textBelow(installation.folder),
  };
}

/** Only the names of places, never the secret. */
export function placesWith(wanted: readonly string[], visible: Record<string, string>): string[] {
  return Object.keys(visible).filter((place) => wanted.some((text) => visible[place]?.includes(text)));
}

/** The text of every file below a folder. No symbolic link is followed: a recursive `readdirSync` follows them since Node 22. */
export function textBelow(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textBelow(path);
      return entry.isFile() ? readFileSync(path, "latin1") : "";
    })
    .join("\n");
}
