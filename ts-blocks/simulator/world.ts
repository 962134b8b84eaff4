import type { Clock } from "./clock";
import type { Company } from "./company/company";
import type { OptionalFields } from "./company/optional-fields";
import { exchangeRates } from "./company/rates";
import { Gate } from "./control/hold";
import { applyMutation, refuseImpossible } from "./control/mutate";
import { type Entity, findEntity } from "./entities";
import { type Effect, type MutationRequest, RuleBook } from "./faults/rules";
import type { Without } from "./features";
import type { TotalCount } from "./http/envelope";
import { Life } from "./life";
import { type Limits, Quota } from "./limits";
import { Meter } from "./meter";
import type { Grant } from "./oauth/grants";
import type { IdSort } from "./query/check";
import { mix } from "./random";
import { type Moment, momentOf, parseInstant, type TimeFraction } from "./stamps";
import { type Row, rowFromText } from "./store/row";
import type { Shelf } from "./store/shelf";
import { Store } from "./store/store";
import { type Refusal, refusals } from "./write/refusal";

export interface WorldOptions {
  readonly clock: Clock;
  readonly company: Company;
  readonly grant: Grant;
  readonly limits: Limits;
  readonly seed: number;
  readonly ties: "shuffled" | "stable";
  readonly idSort: IdSort;
  readonly timeFraction: TimeFraction;
  readonly totalCount: TotalCount;
  /** The zone of date-time literals that name none. */
  readonly zone: string;
  readonly latencyMs: number;
  readonly changesPerMinute: number;
  readonly without: Without;
  readonly optionalFields: OptionalFields;
}

/** All that a request depends on: the company, its clock, the tokens, and the rules of faults. */
export class World {
  readonly clock: Clock;
  readonly company: Company;
  readonly grant: Grant;
  readonly store: Store;
  readonly meter = new Meter();
  readonly rules = new RuleBook();
  readonly gate = new Gate();
  readonly quota: Quota;
  readonly life: Life;
  readonly options: WorldOptions;
  #requests = 0;
  #newIds = 0;
  #silent: Entity["kind"] | null = null;

  constructor(options: WorldOptions) {
    this.options = options;
    this.clock = options.clock;
    this.company = options.company;
    this.grant = options.grant;
    this.quota = new Quota(options.limits, options.clock);
    this.store = new Store(options.company.sources);
    // The shelves that nearly every caller asks for are set up before the first call, which costs a second for a million.
    for (const entity of ["Customer", "Item", "Invoice"]) this.store.shelf(entity);
    this.life = new Life(options.changesPerMinute, options.seed, options.clock.now());
  }

  /** Now, as the envelopes of answers write it. */
  moment(): Moment {
    return momentOf(this.clock.now(), this.options.timeFraction);
  }

  /** A seed for the ties of one request. */
  nextRequestSeed(): number {
    return mix(this.options.seed ^ mix(++this.#requests));
  }

  /** An Id that no generated record has. */
  nextId(): string {
    return String(9_000_000_001 + this.#newIds++);
  }

  /** The refusal of an entity whose feature the company lacks; undefined when the company has the entity. */
  absenceOf({ name }: Entity): Refusal | undefined {
    const absence = this.options.without.get(name);
    if (absence === undefined || absence === "empty") return undefined;
    if (absence === "5030") return refusals.featureIsOff();
    if (absence === "4001") return refusals.unknownContext(name);
    if (absence === "500") return refusals.unsupported(name);
    return refusals.denied(absence === "403" ? 403 : 400);
  }

  /** Whether the entity answers empty at the moment, without a fault. */
  isSilent({ kind }: Entity): boolean {
    return this.#silent === kind;
  }

  /** The exchange rates of these days, on a shelf like those of other entities. */
  rates(days: readonly string[]): Shelf {
    return exchangeRates(this.store, days, this.clock.now() / 1000);
  }

  /** Applies the changes that are due up to now. */
  liveOn(): void {
    for (const change of this.life.due(this.clock.now())) this.mutate(change);
  }

  mutate(request: MutationRequest, served: readonly Row[] = []): Row | undefined {
    const entity = findEntity(request.entity);
    if (entity === undefined) throw new RangeError(`unknown entity ${request.entity}`);
    const atMs =
      request.at === undefined ? this.clock.now() + (request.inSeconds ?? 0) * 1000 : parseInstant(request.at);
    if (atMs === undefined) throw new RangeError(`not an instant: ${request.at}`);
    refuseImpossible(request.op, entity);
    const id = request.id ?? this.#idFor(request, entity, served);
    const mutation = { op: request.op, entity, id, second: Math.floor(atMs / 1000) };
    return applyMutation(this.store, mutation, () => request.id ?? this.nextId());
  }

  /** Puts a record with exactly this text. A record with the same Id is replaced. */
  putRecord(entity: string, raw: string): Row {
    const known = findEntity(entity);
    if (known === undefined) throw new RangeError(`unknown entity ${entity}`);
    const row = rowFromText(raw);
    this.store.shelf(known.name).put(row);
    return row;
  }

  apply(effects: readonly Effect[], served: readonly Row[] = []): void {
    for (const effect of effects) {
      if ("mutate" in effect) this.mutate(effect.mutate, served);
      else if ("putRecord" in effect) this.putRecord(effect.putRecord.entity, effect.putRecord.raw);
      else if ("advanceSeconds" in effect) this.clock.advance(effect.advanceSeconds * 1000);
      else if ("revokeGrant" in effect) this.grant.revoke();
      else if ("silence" in effect) this.#silent = effect.silence;
      else this.grant.expireAccessTokens();
    }
  }

  #idFor({ op, pick }: MutationRequest, entity: Entity, served: readonly Row[]): string {
    if (op === "create") return "";
    // The last deletion is the one to restore.
    if (op === "restore") return this.store.tombstones(entity.name).at(-1)?.id ?? "";
    return this.#pick(entity.name, pick, served);
  }

  #pick(entity: string, pick: MutationRequest["pick"], served: readonly Row[]): string {
    const shelf = this.store.shelf(entity);
    if (shelf.size === 0) throw new RangeError(`no ${entity} to change`);
    const [first] = served;
    const last = served.at(-1);
    if (pick === "served-first" && first !== undefined) return first.id;
    if (pick === "served-last" && last !== undefined) return last.id;
    if (pick === "oldest") return shelf.rowAt(0).id;
    if (pick === "newest") return shelf.rowAt(shelf.size - 1).id;
    return shelf.rowAt(this.nextRequestSeed() % shelf.size).id;
  }
}
