import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Credentials } from "../../local/credentials";
import { mageEnv } from "../../local/mage-env";
import { localPaths } from "../../local/paths";
import { STACK_MARK } from "../../local/pid-ledger";
import { repositoryRoot } from "../../src/repository-root";
import { parsePage } from "../support/markdown";

interface Service {
  image?: string;
  environment?: Record<string, string>;
  ports?: string[];
  command?: string | string[];
  user?: string;
  group_add?: string[];
  network_mode?: string;
  tmpfs?: string[];
  volumes?: string[];
  cap_drop?: string[];
  cap_add?: string[];
  read_only?: boolean;
  init?: boolean;
  mem_limit?: string;
  restart?: string;
  healthcheck?: object;
  logging?: { options?: Record<string, string> };
}

const read = (path: string) => readFileSync(join(repositoryRoot(), path), "utf8");
const file = parse(read("docker-compose.yml"), { merge: true }) as {
  services: Record<string, Service>;
  volumes: object;
};
const services = Object.entries(file.services);
const dockerfile = read("docker/Dockerfile");

/** Passwords come by file. A setting that holds the address or the path of a secret is not a secret. */
const SECRET_NAME = /PASSWORD|SECRET|TOKEN|KEY/;

describe.each(services)("the service %s", (_, service) => {
  test("publishes its ports on this machine's loopback address only, each by a number that .env can change", () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z]+_PORT:-\d+\}:\d+$/);
  });

  test("gets no secret in its settings", () => {
    const named = Object.entries(service.environment ?? {}).filter(([name]) => SECRET_NAME.test(name));
    expect(named.filter(([name, value]) => !/_FILE$|_REQUIRED$|_URL$/.test(name) || /:\/\/[^/]*@/.test(value))).toEqual(
      [],
    );
  });

  test("runs an image of a pinned version", () => {
    expect(service.image).toMatch(/:\d[\w.-]*$/);
  });

  test("starts without capabilities, with a reaper of processes, a limit of memory and logs of limited size", () => {
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.init).toBe(true);
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.logging?.options).toMatchObject({ "max-size": "10m" });
  });

  test("has a health check, if it keeps running", () => {
    expect(service.healthcheck !== undefined).toBe(service.restart === "unless-stopped");
  });
});

test("only pgAdmin's image has a writable root and a capability", () => {
  expect(services.filter(([, { read_only }]) => !read_only).map(([name]) => name)).toEqual(["pgadmin"]);
  expect(services.filter(([, { cap_add }]) => cap_add).map(([name]) => name)).toEqual(["pgadmin"]);
});

test("nothing of the checkout is mounted: the containers run what was built", () => {
  const named = Object.keys(file.volumes);
  const sources = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(":")[0] ?? ""));
  expect(sources.length).toBeGreaterThan(5);
  expect(sources.filter((source) => !named.includes(source))).toEqual([]);
});

test("Mage gets the same settings as in the local stack", () => {
  const local = mageEnv({
    env: {},
    paths: localPaths("", { kind: "generated", company: "demo" }),
    credentials: {} as Credentials,
    databaseUrl: "",
    qbo: { apiBaseUrl: "" },
    live: true,
    schedulerIntervalSeconds: 2,
  });
  const named = `${Object.keys(file.services.mage?.environment ?? {}).join("\n")}\n${read("docker/run.sh")}\n${dockerfile}`;
  // Intuit's own address, a mark for the processes of one machine, and a folder that a container does not share.
  const notHere = ["QBO_API_BASE_URL", STACK_MARK, "TMPDIR"];
  const names = Object.keys(local).filter((name) => !notHere.includes(name));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(named))).toEqual([]);
});

test("the image is built from pinned images", () => {
  const bases = [...dockerfile.matchAll(/^(?:FROM |COPY --from=)([\w./-]+:[\w.-]+)/gm)].map((match) => match[1]);
  expect(new Set(bases)).toEqual(new Set(["node:22-bookworm-slim", "python:3.11-slim-bookworm"]));
});

test(".env.example explains every setting of the compose file, with the same default, and no other", () => {
  const settings = [...read("docker-compose.yml").matchAll(/\$\{(\w+):-(\w*)\}/g)].map(
    ([, name, value]) => `${name}=${value || "https://mage.example.com"}`,
  );
  const explained = [...read(".env.example").matchAll(/^(?:# )?(\w+=\S+)$/gm)].map(([, line]) => line);
  expect(new Set(settings).size).toBeGreaterThan(2);
  // The one name that only Compose reads. The file cannot hold it, because Compose 1.29 refuses that.
  expect(explained.filter((line) => !line?.startsWith("COMPOSE_PROJECT_NAME="))).toEqual([...new Set(settings)]);
});

/** Users of third-party images, as their makers chose them. */
const USERS: Record<string, string> = { postgres: "postgres (999)", pgadmin: "pgadmin (5050)" };

function writable({ volumes = [], tmpfs = [] }: Service): string[] {
  const mounted = volumes.filter((volume) => !volume.endsWith(":ro")).map((volume) => volume.split(":")[1] ?? "");
  return [...mounted, ...tmpfs.map((mount) => mount.split(":")[0] ?? "")].sort();
}

function portsInside({ ports = [], command = [] }: Service): string[] {
  return [
    ...ports.map((port) => port.split(":").at(-1) ?? ""),
    ...[command].flat().filter((arg) => /^\d{4}$/.test(arg)),
  ];
}

test.each(["en", "es"])("the table of docs/%s/docker.md says what each container may do", (language) => {
  const rows = parsePage(read(`docs/${language}/docker.md`)).rows.map(({ cells }) => cells);
  const quoted = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? "");
  const numbers = (cell = "") => cell.match(/\d{4}/g) ?? [];
  const named = rows
    .filter((cells) => cells.length === 5 && cells[0]?.startsWith("`"))
    .map(([name, user, paths, capabilities, ports]) => ({
      name: quoted(name)[0],
      user: user?.replace(/,.*/, ""),
      groups: user?.match(/(?<=,.*)\d+/g) ?? [],
      paths: quoted(paths).sort(),
      capabilities: quoted(capabilities),
      ports: numbers(ports),
      network: !/^(no network|sin red)$/.test(ports ?? ""),
    }));
  const is = services.map(([name, service]) => ({
    name,
    user: USERS[name] ?? "mage (1000)",
    groups: service.group_add ?? [],
    paths: writable(service),
    capabilities: service.cap_add ?? [],
    ports: portsInside(service),
    network: service.network_mode !== "none",
  }));
  const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
    (a.name ?? "").localeCompare(b.name ?? "");
  expect(named.sort(byName)).toEqual(is.sort(byName));
});

test("our image runs as the user that the table names", () => {
  expect(dockerfile).toMatch(/useradd --uid 1000 --gid mage .* mage\b/);
  expect(dockerfile).toMatch(/^USER mage$/m);
});
