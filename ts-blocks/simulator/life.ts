import type { MutationRequest } from "./faults/rules";
import { createRandom } from "./random";

/** How often people make each kind of change, in parts of a hundred. */
const HABITS: readonly (readonly [parts: number, op: MutationRequest["op"], entities: readonly string[]])[] = [
  [30, "edit", ["Customer", "Item", "Invoice"]],
  [25, "touch", ["Customer", "Invoice"]],
  [25, "create", ["Customer", "Item", "Invoice", "Invoice"]],
  [6, "delete", ["Invoice"]],
  [5, "void", ["Invoice"]],
  [4, "deactivate", ["Customer", "Item"]],
  [4, "rename", ["Customer", "Item"]],
  [1, "merge", ["Customer"]],
];

/** A steady stream of changes, computed from the time that has passed. Nothing runs in the background. */
export class Life {
  perMinute: number;
  readonly #seed: number;
  #changes = 0;
  #owed = 0;
  #lastMs: number;

  constructor(perMinute: number, seed: number, nowMs: number) {
    this.perMinute = perMinute;
    this.#seed = seed;
    this.#lastMs = nowMs;
  }

  /** The changes that became due since the last call. */
  due(nowMs: number): MutationRequest[] {
    this.#owed += (Math.max(0, nowMs - this.#lastMs) / 60_000) * this.perMinute;
    this.#lastMs = nowMs;
    const due = Math.floor(this.#owed);
    this.#owed -= due;
    return Array.from({ length: due }, () => this.#next());
  }

  #next(): MutationRequest {
    const random = createRandom(this.#seed, "life", this.#changes++);
    let roll = random.between(0, 99);
    for (const [parts, op, entities] of HABITS) {
      if (roll < parts) return { op, entity: random.pick(entities), pick: "random" };
      roll -= parts;
    }
    throw new RangeError("the habits do not add up to a hundred");
  }
}
