import { counted, grouped } from "./words";

export interface Outside {
  readonly unread: number;
  readonly firstUnread: readonly string[];
  readonly future: number;
  readonly untimed: number;
}

export const NOTHING_OUTSIDE: Outside = { unread: 0, firstUnread: [], future: 0, untimed: 0 };

/** What a verdict says about records of which no copy is held because they lie outside of the range; empty if there are none. */
export function outsideWords({ unread, firstUnread, future, untimed }: Outside): string {
  const parts: string[] = [];
  if (unread > 0) {
    parts.push(`${counted(unread, "record")} left the range before they were read (${namesOf(firstUnread, unread)})`);
  }
  if (future + untimed > 0) parts.push(`${counted(future + untimed, "record")} in reach of no range`);
  return parts.map((part) => `; ${part}`).join("");
}

function namesOf(first: readonly string[], total: number): string {
  const others = total - first.length;
  return [...first, ...(others > 0 ? [`and ${grouped(others)} more`] : [])].join(", ");
}
