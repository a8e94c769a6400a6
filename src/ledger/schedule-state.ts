import type { Schedule } from '../entities/index.js';
import type { LoadedRows } from './load/loaded-rows.js';
import type { Changes } from './movement.js';
import type { PendingWrites } from './pending-writes.js';
import type { UndoLog } from './undo-log.js';

/** The locked schedules of a batch, and the changes that its commands make. */
export class ScheduleState {
  readonly #schedules: Map<string, Schedule>;
  readonly #revoked: ReadonlySet<string>;

  constructor(
    rows: Pick<LoadedRows, 'schedules' | 'revokedSchedules'>,
    private readonly writes: Pick<PendingWrites, 'newSchedules' | 'changedSchedules'>,
    private readonly undoLog: UndoLog,
  ) {
    this.#schedules = new Map(rows.schedules.map((schedule) => [schedule.id, schedule]));
    this.#revoked = rows.revokedSchedules;
  }

  get(id: string): Schedule | undefined {
    return this.#schedules.get(id);
  }

  isCreatorRevoked(id: string): boolean {
    return this.#revoked.has(id);
  }

  apply({ newSchedule, scheduleChange }: Changes): void {
    if (newSchedule) this.undoLog.push(this.writes.newSchedules, newSchedule);
    if (scheduleChange) this.#change(scheduleChange);
  }

  #change(change: NonNullable<Changes['scheduleChange']>): void {
    const schedule = this.#schedules.get(change.id);
    if (!schedule) throw new Error('a movement changes a schedule that it did not lock');
    const changed: Schedule = { ...schedule, ...change };
    this.undoLog.set(this.#schedules, changed.id, changed);
    this.undoLog.set(this.writes.changedSchedules, changed.id, changed);
  }
}
