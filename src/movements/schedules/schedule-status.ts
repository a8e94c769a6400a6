import {
  hasRole,
  isRefusal,
  type Refusal,
  type ScheduleStatus,
  type Viewer,
} from '../../domain/index.js';
import type { Changes, LockedState, Schedule } from '../../ledger/index.js';
import { movement, type SingleMovement } from '../movement.js';

export interface ScheduleInput {
  readonly scheduleId: string;
}

/** Pauses a schedule. Its moments pass without a run until it is resumed. */
export const pauseSchedule = changeStatus('pauseSchedule', ['ACTIVE'], () => ({
  status: 'PAUSED',
}));

/** Resumes a schedule. The moments that have passed since it was paused were missed, and its `late` says what follows. */
export const resumeSchedule = changeStatus('resumeSchedule', ['PAUSED'], (state) => ({
  status: 'ACTIVE',
  resumedAt: state.now,
}));

/** Ends a schedule for good. No run of it is decided after this commit. */
export const cancelSchedule = changeStatus('cancelSchedule', ['ACTIVE', 'PAUSED'], () => ({
  status: 'CANCELLED',
  nextAt: null,
}));

function changeStatus(
  name: string,
  from: readonly ScheduleStatus[],
  change: (state: LockedState) => Omit<NonNullable<Changes['scheduleChange']>, 'id'>,
): SingleMovement<ScheduleInput> {
  return movement<ScheduleInput>({
    name,
    act: 'anyone',
    locks: ({ scheduleId }) => ({ schedules: [scheduleId] }),
    decide({ scheduleId: id }, by, state) {
      const schedule = findSchedule(state, id, by);
      if (isRefusal(schedule)) return schedule;
      if (!from.includes(schedule.status))
        return {
          code: 'INVALID_TRANSITION',
          message: `The schedule is ${schedule.status}. ${name} needs one that is ${from.join(' or ')}.`,
        };
      return { scheduleChange: { id, ...change(state), changedBy: by.id, changedAt: state.now } };
    },
  });
}

/** The schedule, if the caller made it or is an admin. One of another caller and a missing one look alike. */
function findSchedule(state: LockedState, id: string, by: Viewer): Schedule | Refusal {
  const schedule = state.schedules.get(id);
  if (schedule && (schedule.createdBy === by.id || hasRole(by, 'ADMIN'))) return schedule;
  return {
    code: 'SCHEDULE_NOT_FOUND',
    message: 'You have no schedule with this id. Check the id, and whose token you send.',
  };
}
