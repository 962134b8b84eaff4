import type { FastifyInstance } from "fastify";
import { type Clock, createClock } from "./clock";
import { generateCompany } from "./company/company";
import { recordedCompany } from "./company/recorded";
import type { Levers } from "./control/levers";
import { createControl } from "./control/server";
import { type Truth, truth } from "./control/truth";
import { findEntity } from "./entities";
import type { MutationRequest, Rule } from "./faults/rules";
import { parseWithout } from "./features";
import { createServer } from "./http/server";
import type { Limits } from "./limits";
import type { CallReport } from "./meter";
import { AuthorizationCodes } from "./oauth/codes";
import { Grant } from "./oauth/grants";
import { loadIdentity, newIdentity, saveIdentity } from "./oauth/identity";
import { type Listening, limitsOf, type SimulatorOptions } from "./options";
import { SCENARIOS } from "./scenarios/all";
import type { Scenario } from "./scenarios/scenario";
import { pacificDay, parseInstant } from "./stamps";
import { World } from "./world";

const LOOPBACK = "127.0.0.1";
const DAY_MS = 86_400_000;
const LITERAL_ZONE = "America/Los_Angeles";

/** A running stand-in: its addresses, and everything the control server offers as methods. */
export class Simulator implements Levers {
  readonly world: World;
  readonly clock: Clock;
  readonly codes: AuthorizationCodes;
  #url = "";
  #controlUrl = "";
  readonly #servers: FastifyInstance[] = [];

  private constructor(options: SimulatorOptions) {
    // A file without an identity is refused before the company is made, because a large company takes a second.
    if (options.stateFile !== undefined) loadIdentity(options.stateFile, Date.now());
    const seed = options.seed ?? 1;
    const without = parseWithout(options.without ?? []);
    const optionalFields = options.optionalFields ?? "absent";
    const company =
      options.recordsDirectory === undefined
        ? generateCompany(options.company ?? "demo", seed, {
            without: new Set(without.keys()),
            hasOptionalFields: optionalFields === "by-name",
            recordBytes: options.recordBytes,
          })
        : recordedCompany(options.recordsDirectory);
    // On a machine whose clock lags behind the company's history, time starts where that history ends.
    const endOfHistoryMs = Date.parse(`${company.history.to}T00:00:00Z`);
    const wall = options.clock?.wall ?? Date.now;
    this.clock = createClock({
      ...options.clock,
      startAtMs: options.clock?.startAtMs ?? Math.max(wall(), endOfHistoryMs),
    });
    const now = this.clock.now();
    const identity = options.stateFile === undefined ? newIdentity(now) : loadIdentity(options.stateFile, now);
    const grant = new Grant(identity, this.clock, {
      rotate: options.rotate ?? "always",
      refreshEndsAccessTokens: options.accessTokens === "end-at-refresh",
      concurrentRefreshRevokes: options.concurrentRefresh !== "tolerate",
      save: (changed) => {
        if (options.stateFile !== undefined) saveIdentity(options.stateFile, changed);
      },
    });
    this.codes = new AuthorizationCodes(this.clock);
    this.world = new World({
      clock: this.clock,
      company,
      grant,
      limits: limitsOf(options.limits),
      seed,
      ties: options.ties ?? "shuffled",
      idSort: options.idSort ?? "honoured",
      timeFraction: options.timeFraction ?? "trimmed",
      totalCount: options.totalCount ?? "page",
      zone: options.literalZone ?? LITERAL_ZONE,
      latencyMs: options.latencyMs ?? 0,
      changesPerMinute: options.changesPerMinute ?? 0,
      without,
      optionalFields,
    });
    if (options.scenario !== undefined) this.scenario(options.scenario);
  }

  static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    const api = createServer(simulator.world, simulator.codes);
    const control = createControl(simulator);
    simulator.#servers.push(api, control);
    try {
      const host = options.host ?? LOOPBACK;
      simulator.#url = await api.listen({ host, port: options.port ?? 0 });
      simulator.#controlUrl = await control.listen({ host, port: options.controlPort ?? 0 });
    } catch (error) {
      await simulator.close();
      throw error;
    }
    return simulator;
  }

  get url(): string {
    return this.#url;
  }

  get controlUrl(): string {
    return this.#controlUrl;
  }

  get apiBaseUrl(): string {
    return this.#url;
  }

  get oauthTokenUrl(): string {
    return `${this.#url}/oauth2/v1/tokens/bearer`;
  }

  get oauthAuthorizeUrl(): string {
    return `${this.#url}/connect/oauth2`;
  }

  get oauthRevokeUrl(): string {
    return `${this.#url}/v2/oauth2/tokens/revoke`;
  }

  get company(): Listening["company"] {
    const { name, history } = this.world.company;
    return { name, history };
  }

  /** The refresh token is the current one: it changes as callers refresh. */
  get credentials(): Listening["credentials"] {
    const { clientId, clientSecret, refreshToken, realmId } = this.world.grant.identity;
    return { clientId, clientSecret, refreshToken, realmId, env: "sandbox" };
  }

  describe(): Listening {
    return {
      event: "listening",
      url: this.url,
      controlUrl: this.controlUrl,
      apiBaseUrl: this.apiBaseUrl,
      oauthTokenUrl: this.oauthTokenUrl,
      oauthAuthorizeUrl: this.oauthAuthorizeUrl,
      oauthRevokeUrl: this.oauthRevokeUrl,
      credentials: this.credentials,
      company: this.company,
      records: { ...this.#sizes(), ...this.#ratesOfToday() },
    };
  }

  #sizes(): Record<string, number> {
    const { store } = this.world;
    return Object.fromEntries(store.entities().map((entity) => [entity, store.size(entity)]));
  }

  /** Exchange rates are computed on request: one for each currency and day. */
  #ratesOfToday(): Record<string, number> {
    const currencies = this.world.store.size("CompanyCurrency");
    return currencies === 0 || this.world.options.without.has("ExchangeRate") ? {} : { ExchangeRate: currencies };
  }

  truth(entity: string, from?: string, to?: string): Truth {
    const known = findEntity(entity);
    if (known === undefined) throw new RangeError(`unknown entity ${entity}`);
    if (known.name === "ExchangeRate") return truth(this.world.rates(this.#rateDays(instantOf(from), instantOf(to))));
    return truth(this.world.store.shelf(known.name), instantOf(from), instantOf(to));
  }

  /** The days of a range, in UTC; without both ends, today. */
  #rateDays(fromMs: number | undefined, toMs: number | undefined): string[] {
    if (fromMs === undefined || toMs === undefined) return [pacificDay(this.clock.now() / 1000)];
    const days: string[] = [];
    for (let ms = fromMs; ms < toMs; ms += DAY_MS) days.push(new Date(ms).toISOString().slice(0, 10));
    return days;
  }

  calls(): CallReport & { readonly meteredThisMonth: number } {
    return { ...this.world.meter.report(), meteredThisMonth: this.world.quota.meteredThisMonth };
  }

  resetCalls(): void {
    this.world.meter.reset();
  }

  scenario(scenario: string | readonly Rule[], limits?: Partial<Limits>): void {
    const named = typeof scenario === "string" ? SCENARIOS[scenario] : plainScenario(scenario, limits);
    if (named === undefined) {
      throw new RangeError(`unknown scenario ${String(scenario)}; known are ${Object.keys(SCENARIOS).join(", ")}`);
    }
    this.world.rules.set(typeof named.rules === "function" ? named.rules(this.#idAt) : named.rules);
    const { quota, options } = this.world;
    const { monthlyMax } = named.limits ?? {};
    // A scenario counts its month from the moment it is set.
    const month = monthlyMax === undefined ? {} : { monthlyMax: monthlyMax + quota.meteredThisMonth };
    quota.limits = { ...options.limits, ...named.limits, ...month };
    this.world.apply([{ silence: null }, ...(named.start ?? [])]);
  }

  calm(): void {
    this.scenario([]);
  }

  mutate(request: MutationRequest): { readonly id: string } | undefined {
    const row = this.world.mutate(request);
    return row === undefined ? undefined : { id: row.id };
  }

  putRecord(entity: string, raw: string): { readonly id: string } {
    return { id: this.world.putRecord(entity, raw).id };
  }

  live(changesPerMinute: number): void {
    this.world.liveOn();
    this.world.life.perMinute = changesPerMinute;
  }

  hold(on: boolean): void {
    this.world.gate.set(on);
  }

  held(): { readonly held: boolean; readonly waiting: number } {
    const { held, waiting } = this.world.gate;
    return { held, waiting };
  }

  expireAccessTokens(): void {
    this.world.grant.expireAccessTokens();
  }

  accepts(refreshToken: string): boolean {
    return this.world.grant.accepts(refreshToken);
  }

  consent(): string {
    return this.world.grant.consent();
  }

  readonly #idAt = (entity: string, place: number): string => {
    const shelf = this.world.store.shelf(entity);
    return shelf.size === 0 ? "" : shelf.rowAt(Math.floor(place * (shelf.size - 1))).id;
  };

  async close(): Promise<void> {
    this.hold(false);
    await Promise.all(this.#servers.map((server) => server.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function plainScenario(rules: readonly Rule[], limits: Partial<Limits> | undefined): Scenario {
  return { about: "Given by the caller.", rules, ...(limits === undefined ? {} : { limits }) };
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text, "utc");
  if (instant === undefined) throw new RangeError(`not an instant: ${text}`);
  return instant;
}
