import { mix } from "../random";

/** Ids ascend with gaps. Some have 19 digits, as in migrated companies. */
export interface IdScheme {
  idOf(handle: number): string;
  handleOf(id: string): number | undefined;
}

const STRIDE = 3;
const LONG = 5_000_000_000_000_000_000n;

export function idScheme(first: number, size: number, longEvery: number): IdScheme {
  const idOf = (handle: number): string => {
    const short = first + handle * STRIDE + (mix(handle + first) % STRIDE);
    return handle % longEvery === longEvery - 1 ? String(LONG + BigInt(short)) : String(short);
  };
  return {
    idOf,
    handleOf(id) {
      if (!/^\d{1,19}$/.test(id)) return undefined;
      const long = id.length === 19;
      const short = Number(long ? BigInt(id) - LONG : BigInt(id));
      const handle = Math.floor((short - first) / STRIDE);
      return handle >= 0 && handle < size && idOf(handle) === id ? handle : undefined;
    },
  };
}
