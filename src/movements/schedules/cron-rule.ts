import { Cron } from 'croner';
import { LRUCache } from 'lru-cache';
import { momentOfWallTime, wallTimeOf } from './wall-clock.js';

/** A rule: when the clocks of a time zone show a time that the expression describes. */
export interface CronRule {
  readonly cron: string;
  readonly timeZone: string;
}

/** The Gregorian calendar, with its days of the week, repeats after 400 years. croner ends with the year 3000. */
const CYCLE_MS = 146_097 * 86_400_000;
const FROM_YEAR_2000 = Date.UTC(2000, 0, 1);

/** The years that PostgreSQL and the API write with four digits. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59);

/** Many schedules have one rule and one moment, and so one next moment. */
const known = new LRUCache<string, { readonly moment: number | undefined }>({ max: 1_000 });
const expressions = new LRUCache<string, Cron>({ max: 1_000 });

/**
 * The first moment of a rule after another; undefined if there is none. Each time of the clocks is one moment at most:
 * see `momentOfWallTime` for the nights in which clocks are changed.
 */
export function momentAfter({ cron, timeZone }: CronRule, after: Date): Date | undefined {
  const name = `${timeZone} ${cron} ${after.getTime()}`;
  let found = known.get(name);
  if (found === undefined) {
    found = { moment: firstAfter({ cron, timeZone }, after.getTime()) };
    known.set(name, found);
  }
  return found.moment === undefined ? undefined : new Date(found.moment);
}

function firstAfter({ cron, timeZone }: CronRule, after: number): number | undefined {
  let wallTime: number | undefined = wallTimeOf(timeZone, after);
  for (;;) {
    wallTime = nextWallTime(cron, wallTime);
    if (wallTime === undefined || wallTime > LAST_MOMENT) return undefined;
    const moment = momentOfWallTime(timeZone, wallTime);
    // Times that the clocks show for the second time have had their moments.
    if (moment > after) return moment;
  }
}

/** The next time that the expression describes, of clocks that are never changed. */
function nextWallTime(cron: string, after: number): number | undefined {
  const cycles = Math.floor((after - FROM_YEAR_2000) / CYCLE_MS) * CYCLE_MS;
  const next = expressionOf(cron).nextRun(new Date(after - cycles));
  return next === null ? undefined : next.getTime() + cycles;
}

function expressionOf(cron: string): Cron {
  let expression = expressions.get(cron);
  if (expression === undefined) {
    expression = new Cron(cron, { utcOffset: 0, mode: '5-part' });
    expressions.set(cron, expression);
  }
  return expression;
}

const FIELDS = 'minute, hour, day of the month, month and day of the week';

/** What is wrong with a cron expression, to follow the name of its field; undefined if it is good. */
export function faultInCron(cron: string): string | undefined {
  const form = `Send five fields (${FIELDS}), such as "0 9 * * MON-FRI".`;
  if (cron.length > 200) return `is too long. ${form}`;
  // croner also takes a date, and names such as @daily.
  if (!/^[^\s@]+(?: +\S+){4}$/.test(cron)) return `is not a cron expression. ${form}`;
  try {
    if (nextWallTime(cron, FROM_YEAR_2000) === undefined) return 'describes no date that exists.';
  } catch (error) {
    const words = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : '';
    return `is not a cron expression: ${words.replace(/\.?$/, '.')} ${form}`;
  }
  return undefined;
}

/** Whether this is the name of a time zone in the IANA database. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 are none: they know no daylight saving, and some versions of Node refuse them.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,99}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false; // a RangeError says that it does not exist
  }
}
