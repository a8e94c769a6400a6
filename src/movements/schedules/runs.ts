import type { Refusal } from '../../domain/index.js';
import type { Changes, LockedState, Movement, Schedule } from '../../ledger/index.js';
import type { DeclaredMovement } from '../movement.js';
import { afterDeciding, isMissed } from './moments.js';

/** A schedule and its next moment, as a gateway read them. */
export interface NextMoment {
  readonly scheduleId: string;
  readonly nextAt: Date;
}

/**
 * The moment is not due any more: another gateway decided it, or the schedule was paused, cancelled or is over. Nothing is
 * stored, because a refusal would be replayed for good.
 */
export class NotDueError extends Error {
  override readonly name = 'NotDueError';
}

/**
 * The run of a schedule's next moment: the mutation as its creator would send it, under the lock of the schedule. The same
 * commit moves the schedule on, also if the mutation is refused. So a moment is run once, or is still to come.
 */
export function runOf<I>(mutation: DeclaredMovement<I>, moment: NextMoment): Movement<I> {
  const { scheduleId } = moment;
  return {
    ...mutation,
    locks: (input) => ({ ...mutation.locks(input), schedules: [scheduleId] }),
    decide(input, by, state) {
      dueSchedule(state, moment);
      return state.schedules.isCreatorRevoked(scheduleId)
        ? revokedRefusal()
        : mutation.decide(input, by, state);
    },
    always: (_, state) => decided(state, dueSchedule(state, moment)),
  };
}

/** Skips the moments of a schedule that were missed. Only the gateway's own job uses it. */
export const skipMissedRuns: Movement<{ readonly scheduleId: string; readonly from: Date }> = {
  name: 'skipMissedRuns',
  locks: ({ scheduleId }) => ({ schedules: [scheduleId] }),
  decide({ scheduleId, from }, _by, state) {
    const schedule = dueSchedule(state, { scheduleId, nextAt: from });
    if (schedule.late !== 'SKIP' || !isMissed(schedule, state.now))
      throw new Error(`schedule ${scheduleId} has missed nothing that it skips`);
    return decided(state, schedule);
  },
};

function decided(state: LockedState, schedule: Due): Changes {
  const nextAt = afterDeciding(schedule, state.now);
  const { id } = schedule;
  return {
    scheduleChange: nextAt ? { id, nextAt } : { id, status: 'ENDED', nextAt: null },
  };
}

type Due = Schedule & { readonly nextAt: Date };

/** @throws NotDueError */
function dueSchedule(state: LockedState, { scheduleId, nextAt }: NextMoment): Due {
  const schedule = state.schedules.get(scheduleId);
  const next = schedule?.nextAt;
  if (schedule?.status !== 'ACTIVE' || next?.getTime() !== nextAt.getTime())
    throw new NotDueError(`schedule ${scheduleId} is not due at ${nextAt.toISOString()}`);
  if (state.now < nextAt) throw new NotDueError(`schedule ${scheduleId} is not due yet`);
  return { ...schedule, nextAt };
}

function revokedRefusal(): Refusal {
  return {
    code: 'TOKENS_REVOKED',
    message:
      'The tokens with which this was scheduled have been revoked. Cancel the schedule, and schedule it again with a new token.',
  };
}
