import type { MonitorStatus, Refusal } from '../../domain/index.js';
import type { Changes, LockedState } from '../../ledger/index.js';
import { movement, type SingleMovement } from '../movement.js';

export interface MonitorInput {
  readonly monitorId: string;
}

/** Pauses a monitor. What happens until it is resumed raises no alert. */
export const pauseMonitor = changeStatus('pauseMonitor', ['ACTIVE'], 'PAUSED');

/** Resumes a monitor. Its watch begins again, as if it were made now. */
export const resumeMonitor = changeStatus('resumeMonitor', ['PAUSED'], 'ACTIVE');

/** Deletes a monitor for good. Its alerts stay. */
export const deleteMonitor = changeStatus('deleteMonitor', ['ACTIVE', 'PAUSED'], 'DELETED');

function changeStatus(
  name: string,
  from: readonly MonitorStatus[],
  status: MonitorStatus,
): SingleMovement<MonitorInput> {
  return movement<MonitorInput>({
    name,
    act: 'anyone',
    locks: ({ monitorId }) => ({ monitors: [monitorId] }),
    decide({ monitorId: id }, by, state) {
      const monitor = state.alerts.monitor(id);
      // A deleted one is gone for its callers.
      if (!monitor || monitor.status === 'DELETED') return monitorNotFoundRefusal();
      if (!from.includes(monitor.status))
        return {
          code: 'INVALID_TRANSITION',
          message: `The monitor is ${monitor.status}. ${name} needs one that is ${from.join(' or ')}.`,
        };
      const change = { id, status, changedBy: by.id, changedAt: state.now, currentAlert: null };
      return { monitorChange: change, ...endOf(monitor.currentAlert, state) };
    },
  });
}

/** A monitor that ceases to watch does not know when it is over. */
function endOf(alertId: string | null, state: LockedState): Pick<Changes, 'alertChange'> {
  return alertId === null ? {} : { alertChange: { id: alertId, endedAt: state.now } };
}

function monitorNotFoundRefusal(): Refusal {
  return {
    code: 'MONITOR_NOT_FOUND',
    message: 'There is no monitor with this id. Check the id; monitors lists those that there are.',
  };
}
