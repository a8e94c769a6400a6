import { GATEWAY_PREFIX } from './owner-id.js';

export type ScheduleStatus = 'ACTIVE' | 'PAUSED' | 'CANCELLED' | 'ENDED';

/** What becomes of moments that were missed: none is run, one is run for all of them, or each is run. */
export type LateRule = 'SKIP' | 'ONCE' | 'ALL';

/** The caller that skips moments. No token has this `sub`: its prefix is the gateway's own. */
export const SCHEDULER = `${GATEWAY_PREFIX}schedules`;

/** A moment of a schedule. */
export interface ScheduledMoment {
  readonly scheduleId: string;
  readonly due: Date;
}

/**
 * The key of the command that runs a schedule at a moment, sent by the schedule's creator. A client's key has ASCII
 * characters only, so no client can take this key. `refuse_illegal_schedule_change` in migrations/book.sql states it again.
 */
export function runKey(moment: ScheduledMoment): string {
  return `run·${momentText(moment)}`;
}

/** The key of the command, sent by `SCHEDULER`, that skips the missed moments from this one on. */
export function skipKey(moment: ScheduledMoment): string {
  return `skip·${momentText(moment)}`;
}

const RUN_KEY = /^run·([0-9a-f-]{36})·(.{24})$/u;

/** The moment of which a command's key says that it is the run; undefined: the command is no run of a schedule. */
export function scheduledMomentOf(key: string): ScheduledMoment | undefined {
  const [, scheduleId, due] = RUN_KEY.exec(key) ?? [];
  return scheduleId === undefined || due === undefined
    ? undefined
    : { scheduleId, due: new Date(due) };
}

/** Moments have years of four digits, so texts of one schedule have the order of the moments. */
function momentText({ scheduleId, due }: ScheduledMoment): string {
  return `${scheduleId}·${due.toISOString()}`;
}
