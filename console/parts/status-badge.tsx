export type Tone = 'good' | 'bad' | 'waiting' | 'neutral';

/** The tones of the states that wallets, transactions, schedules, webhooks, alerts and findings have. Others are neutral. */
const TONES: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  COMPLETED: 'good',
  DELIVERED: 'good',
  DONE: 'good',
  ACKNOWLEDGED: 'good',
  FROZEN: 'bad',
  FAILED: 'bad',
  REJECTED: 'bad',
  OPEN: 'bad',
  PENDING: 'waiting',
  PAUSED: 'waiting',
  REQUESTED: 'waiting',
  RUNNING: 'waiting',
};

/** A state in words: `PENDING_APPROVAL` as "Pending approval". */
export function StatusBadge(props: { readonly status: string; readonly tone?: Tone }) {
  const { status, tone = TONES[status] ?? 'neutral' } = props;
  return (
    <span className="badge" data-tone={tone}>
      {wordsOf(status)}
    </span>
  );
}

/** A name of an enum in words: `PENDING_APPROVAL` as "Pending approval". */
export function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
