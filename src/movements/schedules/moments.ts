import type { LateRule } from '../../domain/index.js';
import { momentAfter } from './cron-rule.js';

/** The moments of a schedule: one, or those of a rule. */
export interface Moments {
  readonly at: Date | null;
  readonly cron: string | null;
  readonly timeZone: string | null;
  readonly until: Date | null;
}

/** A schedule with a moment that is not decided. */
export interface Undecided extends Moments {
  readonly late: LateRule;
  readonly nextAt: Date;
  readonly resumedAt: Date | null;
}

/**
 * From when on a moment counts as missed. A gateway looks for what is due once a second, so this is far above what a busy one
 * needs. Milliseconds.
 */
const MISSED_AFTER_MS = 5 * 60_000;

/** The first moment after another; undefined: there is none. */
export function followingMoment(
  { at, cron, timeZone, until }: Moments,
  after: Date,
): Date | undefined {
  const next = cron !== null && timeZone !== null ? momentAfter({ cron, timeZone }, after) : at;
  if (!next || next <= after || (until && next > until)) return undefined;
  return next;
}

/** Whether the next moment was missed: it has been due for long, or came while the schedule was paused. */
export function isMissed(schedule: Pick<Undecided, 'nextAt' | 'resumedAt'>, now: Date): boolean {
  return schedule.nextAt <= missedUpTo(schedule, now);
}

/** The next moment is decided: it is run, or skipped. What the schedule's next moment is then; undefined: it is over. */
export function afterDeciding(schedule: Undecided, now: Date): Date | undefined {
  const { nextAt, late } = schedule;
  const missed = missedUpTo(schedule, now);
  // One run, or one skip, is for all moments that were missed.
  return followingMoment(schedule, late !== 'ALL' && missed > nextAt ? missed : nextAt);
}

function missedUpTo({ resumedAt }: Pick<Undecided, 'resumedAt'>, now: Date): Date {
  return new Date(Math.max(now.getTime() - MISSED_AFTER_MS, resumedAt?.getTime() ?? 0));
}
