import { movement } from '../movement.js';

export interface AcknowledgeAlertInput {
  readonly alertId: string;
  readonly note: string | undefined;
}

/** Acknowledges an alert: someone looks after it. What has not been sent to its channels is not sent any more. */
export const acknowledgeAlert = movement<AcknowledgeAlertInput>({
  name: 'acknowledgeAlert',
  act: 'anyone',
  locks: ({ alertId }) => ({ alerts: [alertId] }),
  decide({ alertId: id, note = null }, by, state) {
    const alert = state.alerts.alert(id);
    if (!alert)
      return {
        code: 'ALERT_NOT_FOUND',
        message: 'There is no alert with this id. Check the id; alerts lists those that there are.',
      };
    if (alert.acknowledgedAt !== null)
      return {
        code: 'INVALID_TRANSITION',
        message: `The alert was acknowledged by ${alert.acknowledgedBy ?? ''} at ${alert.acknowledgedAt.toISOString()}.`,
      };
    return { alertChange: { id, acknowledgedBy: by.id, acknowledgedAt: state.now, note } };
  },
});
