import { hasEnd } from '../../domain/index.js';
import type { LockedState, Monitor, Movement } from '../../ledger/index.js';

/** What a gateway read of a monitor: its watch began after this commit. Another resumption has another. */
export interface Watch {
  readonly monitorId: string;
  readonly afterCommit: number;
}

/**
 * The monitor does not watch any more: it was paused or deleted after the gateway read it. Nothing is stored, because a refusal
 * would be replayed for good.
 */
export class NotWatchingError extends Error {
  override readonly name = 'NotWatchingError';
}

export interface RaiseAlertInput extends Watch {
  /** Names it among all that the monitor ever sees. */
  readonly crossing: string;
  readonly walletId: string | null;
  readonly transactionId: string | null;
  readonly summary: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** In the format of `Date.toISOString`. */
  readonly happenedAt: string;
}

/** Raises an alert of a monitor for one crossing. Only the gateway's own jobs use it, with the key `alertKey`. */
export const raiseAlert: Movement<RaiseAlertInput> = {
  name: 'raiseAlert',
  locks: ({ monitorId }) => ({ monitors: [monitorId] }),
  decide(input, _by, state) {
    const { channels, watches, ...monitor } = watching(input, state);
    const { monitorId, crossing, walletId, transactionId, summary, data, happenedAt } = input;
    const id = state.newId();
    return {
      newAlert: {
        channels,
        alert: {
          ...{ id, monitorId, crossing, walletId, transactionId, summary, data: { ...data } },
          ...{ happenedAt: new Date(happenedAt), raisedAt: state.now, endedAt: null },
          ...{ acknowledgedBy: null, acknowledgedAt: null, note: null },
        },
      },
      monitorChange: {
        ...{ id: monitorId, alerts: monitor.alerts + 1 },
        ...(hasEnd(watches) && { currentAlert: id }),
      },
    };
  },
};

export interface EndAlertInput extends Watch {
  readonly alertId: string;
  /** When it was over, in the format of `Date.toISOString`. */
  readonly endedAt: string;
}

/** Ends the alert of what is over. Only the gateway's own jobs use it, with the key `alertEndKey`. */
export const endAlert: Movement<EndAlertInput> = {
  name: 'endAlert',
  locks: ({ monitorId }) => ({ monitors: [monitorId] }),
  decide({ alertId, endedAt, ...watch }, _by, state) {
    const { id, currentAlert } = watching(watch, state);
    if (currentAlert !== alertId) throw new NotWatchingError(`alert ${alertId} has ended already`);
    return {
      alertChange: { id: alertId, endedAt: new Date(endedAt) },
      monitorChange: { id, currentAlert: null },
      affected: { alertId },
    };
  },
};

/** @throws NotWatchingError */
function watching({ monitorId, afterCommit }: Watch, state: LockedState): Monitor {
  const monitor = state.alerts.monitor(monitorId);
  if (monitor?.status !== 'ACTIVE' || monitor.afterCommit !== afterCommit)
    throw new NotWatchingError(`monitor ${monitorId} does not watch any more`);
  return monitor;
}
