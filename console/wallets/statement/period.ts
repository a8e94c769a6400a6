/** A period of whole days, as the gateway takes it: the end is exclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The months up to the one of a day, newest first, as "2026-11". @param today such as "2026-11-28" */
export function monthsUpTo(today: string, count: number): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, ago) => dayText(year, month - 1 - ago, 1).slice(0, 7));
}

/** All days of a month. @param month such as "2026-11" */
export function monthPeriod(month: string): Period {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { from: `${month}-01`, to: dayText(year, number, 1) };
}

/** The days from the first to the last, both included. */
export function daysPeriod(first: string, last: string): Period {
  const [year = 0, month = 0, day = 0] = last.split('-').map(Number);
  return { from: first, to: dayText(year, month - 1, day + 1) };
}

/** The day that it is now in a time zone, as "2026-11-28". @throws RangeError if there is no such zone */
export function todayIn(timeZone: string): string {
  // The Canadian form is that of ISO 8601.
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
}

/** Whether the browser knows the time zone. */
export function isZone(timeZone: string): boolean {
  try {
    return todayIn(timeZone) !== '';
  } catch {
    return false;
  }
}

const dayText = (year: number, monthIndex: number, day: number): string =>
  new Date(Date.UTC(year, monthIndex, day)).toISOString().slice(0, 10);
