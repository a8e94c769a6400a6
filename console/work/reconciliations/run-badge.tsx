import type { ReconciliationStatus } from '@onebook/client';
import { StatusBadge, type Tone } from '../../parts/status-badge.js';

const TONES: Readonly<Record<ReconciliationStatus, Tone>> = {
  RUNNING: 'waiting',
  PASSED: 'good',
  FINDINGS: 'bad',
  FAILED: 'bad',
  INTERRUPTED: 'bad',
};

/** The state of a reconciliation. */
export function RunBadge({ status }: { readonly status: ReconciliationStatus }) {
  return <StatusBadge status={status} tone={TONES[status]} />;
}
