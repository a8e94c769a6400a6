import type { MonitorKind } from '@onebook/client';

/** Which fields a kind of monitor takes. */
export interface KindFields {
  readonly words: string;
  readonly wallet?: 'required' | 'optional';
  readonly hasAmount?: true;
  /** The label of its time in seconds. */
  readonly seconds?: string;
}

export const MONITOR_KINDS: Readonly<Record<MonitorKind, KindFields>> = {
  BALANCE_BELOW: {
    words: 'Available balance of a wallet falls below an amount',
    wallet: 'required',
    hasAmount: true,
  },
  BALANCE_ABOVE: {
    words: 'Available balance of a wallet rises above an amount',
    wallet: 'required',
    hasAmount: true,
  },
  AMOUNT_ABOVE: {
    words: 'A transaction is larger than an amount',
    wallet: 'optional',
    hasAmount: true,
  },
  VELOCITY_ABOVE: {
    words: 'More than an amount leaves a wallet within a time',
    wallet: 'required',
    hasAmount: true,
    seconds: 'Within seconds',
  },
  FINDING: { words: 'A reconciliation finds something wrong' },
  WEBHOOK_DEAD: { words: 'A delivery of a webhook is given up' },
  SCHEDULE_REFUSED: { words: 'A run of a schedule is refused' },
  HOLD_STUCK: {
    words: 'An expired hold is not released',
    seconds: 'Seconds after it has expired',
  },
  PUSH_LATENCY_ABOVE: {
    words: 'One push in a hundred takes longer than a time',
    seconds: 'Seconds that a push may take, such as 0.25',
  },
};

/** What a monitor watches, in words. A kind of a later release is named as the gateway does. */
export function kindWords(kind: MonitorKind): string {
  return (MONITOR_KINDS as Partial<typeof MONITOR_KINDS>)[kind]?.words ?? kind;
}
