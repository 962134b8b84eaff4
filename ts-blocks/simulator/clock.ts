/** The simulator's own time, in milliseconds since 1970. It runs with the wall clock, or does not move when frozen. */
export interface Clock {
  now(): number;
  advance(milliseconds: number): void;
  set(instantMs: number): void;
}

export interface ClockOptions {
  /** Where time starts; the wall clock when absent. */
  readonly startAtMs?: number | undefined;
  /** A frozen clock moves only by `advance` and `set`. */
  readonly frozen?: boolean | undefined;
  readonly wall?: (() => number) | undefined;
}

export function createClock(options: ClockOptions = {}): Clock {
  const wall = options.wall ?? Date.now;
  const running = options.frozen === true ? () => 0 : wall;
  let offsetMs = (options.startAtMs ?? wall()) - running();
  return {
    now: () => running() + offsetMs,
    advance: (milliseconds) => {
      offsetMs += milliseconds;
    },
    set: (instantMs) => {
      offsetMs = instantMs - running();
    },
  };
}
