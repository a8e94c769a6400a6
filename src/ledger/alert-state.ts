import type { Alert, Monitor } from '../entities/index.js';
import type { LoadedRows } from './load/loaded-rows.js';
import type { Changes } from './movement.js';
import type { PendingWrites } from './pending-writes.js';
import type { UndoLog } from './undo-log.js';

type Writes = Pick<
  PendingWrites,
  'newMonitors' | 'changedMonitors' | 'newAlerts' | 'newNotifications' | 'changedAlerts'
>;

/** The locked monitors and alerts of a batch, and the changes that its commands make. */
export class AlertState {
  readonly #monitors: Map<string, Monitor>;
  readonly #alerts: Map<string, Alert>;

  constructor(
    rows: Pick<LoadedRows, 'monitors' | 'alerts'>,
    private readonly writes: Writes,
    private readonly undoLog: UndoLog,
  ) {
    this.#monitors = new Map(rows.monitors.map((monitor) => [monitor.id, monitor]));
    this.#alerts = new Map(rows.alerts.map((alert) => [alert.id, alert]));
  }

  monitor(id: string): Monitor | undefined {
    return this.#monitors.get(id);
  }

  alert(id: string): Alert | undefined {
    return this.#alerts.get(id);
  }

  apply({ newMonitor, monitorChange, newAlert, alertChange }: Changes): void {
    if (newMonitor) this.undoLog.push(this.writes.newMonitors, newMonitor);
    if (monitorChange) this.#changeMonitor(monitorChange);
    if (newAlert) this.#raise(newAlert);
    if (alertChange) this.#changeAlert(alertChange);
  }

  #changeMonitor(change: NonNullable<Changes['monitorChange']>): void {
    const monitor = this.#monitors.get(change.id);
    if (!monitor) throw new Error('a movement changes a monitor that it did not lock');
    const changed: Monitor = { ...monitor, ...change };
    this.undoLog.set(this.#monitors, changed.id, changed);
    this.undoLog.set(this.writes.changedMonitors, changed.id, changed);
  }

  #raise({ alert, channels }: NonNullable<Changes['newAlert']>): void {
    this.undoLog.set(this.#alerts, alert.id, alert);
    this.undoLog.set(this.writes.newAlerts, alert.id, alert);
    for (const [index, channel] of channels.entries())
      this.undoLog.push(this.writes.newNotifications, {
        alertId: alert.id,
        channel: index,
        webhookId: 'webhookId' in channel ? channel.webhookId : null,
        email: 'email' in channel ? channel.email : null,
        dueAt: new Date(alert.raisedAt.getTime() + channel.afterSeconds * 1_000),
      });
  }

  #changeAlert(change: NonNullable<Changes['alertChange']>): void {
    const alert = this.#alerts.get(change.id);
    if (!alert) throw new Error('a movement changes an alert that it did not lock');
    const changed: Alert = { ...alert, ...change };
    this.undoLog.set(this.#alerts, changed.id, changed);
    // One that was raised in this commit is written as it is at its end.
    const isNew = this.writes.newAlerts.has(changed.id);
    this.undoLog.set(
      isNew ? this.writes.newAlerts : this.writes.changedAlerts,
      changed.id,
      changed,
    );
  }
}
