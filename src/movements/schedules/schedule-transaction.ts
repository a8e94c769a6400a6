import type { LateRule } from '../../domain/index.js';
import { movement } from '../movement.js';
import { followingMoment } from './moments.js';

export interface ScheduleTransactionInput {
  /** The mutation's name, one of `SCHEDULABLE`. */
  readonly mutation: string;
  /** The mutation's input as the client sent it, without a key. It has been validated. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The wallets that the runs will need, each once, in order: the log finds the command by them. */
  readonly walletIds: readonly string[];
  /** The only moment. Absent: there is a rule. */
  readonly at: Date | undefined;
  readonly cron: string | undefined;
  readonly timeZone: string | undefined;
  readonly late: LateRule;
  readonly until: Date | undefined;
}

/**
 * Schedules a mutation. It moves no money: each run is a command of its own, which the mutation's rules decide then, for the
 * caller of this one and the roles of their token.
 */
export const scheduleTransaction = movement<ScheduleTransactionInput>({
  name: 'scheduleTransaction',
  act: 'anyone',
  locks: ({ walletIds }) => ({ named: walletIds }),
  decide({ mutation, input, late, ...sent }, by, state) {
    const moments = {
      at: sent.at ?? null,
      cron: sent.cron ?? null,
      timeZone: sent.timeZone ?? null,
      until: sent.until ?? null,
    };
    const nextAt = followingMoment(moments, state.now);
    if (nextAt === undefined)
      return {
        code: 'NO_MOMENT_AHEAD',
        message: `This schedule would never run: it is ${state.now.toISOString()} now, and no moment of it lies ahead. Send a later time.`,
      };
    return {
      newSchedule: {
        ...{ id: state.newId(), mutation, input: { ...input }, late, ...moments },
        ...{ createdBy: by.id, roles: by.roles, createdAt: state.now },
        ...{ status: 'ACTIVE', nextAt, resumedAt: null, changedBy: null, changedAt: null },
      },
    };
  },
});
