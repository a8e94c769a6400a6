import { GATEWAY_PREFIX } from './owner-id.js';

/** What a monitor can watch. */
export const MONITOR_KINDS = [
  'BALANCE_BELOW',
  'BALANCE_ABOVE',
  'AMOUNT_ABOVE',
  'VELOCITY_ABOVE',
  'FINDING',
  'WEBHOOK_DEAD',
  'SCHEDULE_REFUSED',
  'HOLD_STUCK',
  'PUSH_LATENCY_ABOVE',
] as const;
export type MonitorKind = (typeof MONITOR_KINDS)[number];

export type MonitorStatus = 'ACTIVE' | 'PAUSED' | 'DELETED';

/** Whether a kind of monitor takes a field. */
type Use = 'needed' | 'possible' | 'none';

/** The fields of each kind of monitor. */
export const MONITOR_FIELDS: Readonly<
  Record<MonitorKind, { readonly walletId: Use; readonly amount: Use; readonly seconds: Use }>
> = {
  BALANCE_BELOW: { walletId: 'needed', amount: 'needed', seconds: 'none' },
  BALANCE_ABOVE: { walletId: 'needed', amount: 'needed', seconds: 'none' },
  AMOUNT_ABOVE: { walletId: 'possible', amount: 'needed', seconds: 'none' },
  VELOCITY_ABOVE: { walletId: 'needed', amount: 'needed', seconds: 'needed' },
  FINDING: { walletId: 'none', amount: 'none', seconds: 'none' },
  WEBHOOK_DEAD: { walletId: 'none', amount: 'none', seconds: 'none' },
  SCHEDULE_REFUSED: { walletId: 'none', amount: 'none', seconds: 'none' },
  HOLD_STUCK: { walletId: 'none', amount: 'none', seconds: 'needed' },
  PUSH_LATENCY_ABOVE: { walletId: 'none', amount: 'none', seconds: 'needed' },
};

/** Kinds that watch a state, which is over at some time. The others watch for something that happens. */
const WITH_END: readonly MonitorKind[] = ['BALANCE_BELOW', 'BALANCE_ABOVE', 'PUSH_LATENCY_ABOVE'];

export function hasEnd(kind: MonitorKind): boolean {
  return WITH_END.includes(kind);
}

/** To whom alerts go, and after how many seconds without an acknowledgement. */
export type AlertChannel = { readonly afterSeconds: number } & (
  { readonly email: string } | { readonly webhookId: string }
);

/** The caller that raises and ends alerts. No token has this `sub`: its prefix is the gateway's own. */
export const MONITORS = `${GATEWAY_PREFIX}monitors`;

/**
 * The key of the command that raises an alert. It names the monitor and the crossing, so that no gateway raises it twice.
 * `refuse_unasked_alerts` in migrations/book.sql states it again.
 */
export function alertKey(monitorId: string, crossing: string): string {
  return `alert·${monitorId}·${crossing}`;
}

/** The key of the command that ends an alert. */
export function alertEndKey(alertId: string): string {
  return `alertEnd·${alertId}`;
}
