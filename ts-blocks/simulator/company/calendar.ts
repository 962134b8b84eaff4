import { createRandom, mix } from "../random";
import { pacificOffsetHours } from "../stamps";
import { type CompanyPlan, DAY_SECONDS, secondOfDay } from "./plan";

const HOUR_SECONDS = 3600;
const OPENS_AT_HOUR = 6;
/** The office closes at 17:00 Pacific: midnight UTC in summer, one hour after midnight in winter. */
const OPEN_SECONDS = 11 * HOUR_SECONDS;

/** When each invoice was created, ascending: uneven working days, empty weekends and holidays, one day of import. */
export function creationTimes(plan: CompanyPlan, seed: number): Uint32Array {
  const imported = plan.importDay?.invoices ?? 0;
  const days = workingDays(plan, seed);
  const total = days.reduce((sum, { weight }) => sum + weight, 0);
  const times = new Uint32Array(plan.invoices);
  const ordinary = plan.invoices - imported;
  let written = 0;
  let share = 0;
  for (const { start, weight } of days) {
    share += weight;
    const until = Math.round((share / total) * ordinary);
    const random = createRandom(seed, "hours", start);
    while (written < until) times[written++] = start + random.between(0, OPEN_SECONDS - 1);
  }
  if (plan.importDay !== undefined) {
    const start = importSecond(plan.importDay.on);
    const random = createRandom(seed, "import");
    let second = start;
    for (let row = 0; row < imported; row++) {
      // The crowded second comes first, then a few rows in each second.
      if (row >= plan.importDay.inOneSecond && random.chance(0.08)) second++;
      times[written++] = row < plan.importDay.inOneSecond ? start : second + 1;
    }
  }
  return times.sort();
}

/** The second in which the old books were imported. */
export function importSecond(day: string): number {
  return openingOf(secondOfDay(day)) + 4 * HOUR_SECONDS;
}

function workingDays(plan: CompanyPlan, seed: number): { start: number; weight: number }[] {
  const days: { start: number; weight: number }[] = [];
  const first = secondOfDay(plan.from);
  const end = secondOfDay(plan.to);
  for (let day = first; day < end; day += DAY_SECONDS) {
    const random = createRandom(seed, "day", day);
    const closed = isWeekend(day) || isHoliday(day) || random.chance(0.05);
    const growth = 0.5 + (day - first) / (end - first);
    const busy = random.chance(0.06) ? 3.5 : 1;
    if (!closed) days.push({ start: openingOf(day), weight: growth * busy * (0.15 + random.next() * 1.7) });
  }
  return days;
}

/** The opening hour on the Pacific day of that date, in UTC seconds. */
function openingOf(day: number): number {
  return day + (OPENS_AT_HOUR - pacificOffsetHours(day + DAY_SECONDS / 2)) * HOUR_SECONDS;
}

function isWeekend(second: number): boolean {
  const weekday = (Math.floor(second / DAY_SECONDS) + 4) % 7;
  return weekday === 0 || weekday === 6;
}

function isHoliday(day: number): boolean {
  return ["01-01", "07-04", "12-24", "12-25", "12-31"].includes(new Date(day * 1000).toISOString().slice(5, 10));
}

/** A working moment about `days` after `second`. `salt` spreads the hours. */
export function laterMoment(second: number, days: number, salt: number): number {
  let day = Math.floor(second / DAY_SECONDS) * DAY_SECONDS + days * DAY_SECONDS;
  while (isWeekend(day)) day += DAY_SECONDS;
  return Math.max(second + 1, openingOf(day) + (mix(salt) % OPEN_SECONDS));
}
