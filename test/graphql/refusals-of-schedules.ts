import { test } from '@jest/globals';
import { type Asker, moneyInput } from '../support/graphql.js';
import { NONE, type Provoker } from '../support/provoker.js';

/** Provokes every refusal of the mutations that schedule others. */
export function provokeRefusalsOfSchedules(
  { provoke, conflict, wallet }: Provoker,
  admin: Asker,
): void {
  test('schedules refuse a time that has passed, a change that does not fit, and reused keys', async () => {
    const walletId = await wallet('scheduled');
    const input = { walletId, amount: moneyInput('1.00') };
    const schedule = { mutation: 'deposit', input, at: '2100-01-01T00:00:00Z' };
    await provoke(
      'ScheduleTransaction',
      { ...schedule, at: '2020-01-01T00:00:00Z' },
      'NoMomentAhead',
    );
    const rule = { cron: '0 9 * * *', timeZone: 'UTC', until: '2020-01-01T00:00:00Z' };
    await provoke('ScheduleTransaction', { ...schedule, at: null, ...rule }, 'NoMomentAhead');
    await conflict('ScheduleTransaction', schedule, { late: 'SKIP' });
    const made = await admin.send('ScheduleTransaction', schedule);
    const { id } = (made as unknown as { schedule: { id: string } }).schedule;
    const none = id.slice(0, -6) + NONE;
    await conflict('PauseSchedule', { scheduleId: id }, { scheduleId: none });
    await conflict('ResumeSchedule', { scheduleId: id }, { scheduleId: none });
    await provoke('ResumeSchedule', { scheduleId: id }, 'InvalidTransition');
    await conflict('CancelSchedule', { scheduleId: id }, { scheduleId: none });
    for (const name of ['PauseSchedule', 'ResumeSchedule', 'CancelSchedule']) {
      await provoke(name, { scheduleId: none }, 'ScheduleNotFound');
      await provoke(name, { scheduleId: id }, 'InvalidTransition');
    }
  });
}
