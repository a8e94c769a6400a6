import type { StatementObserver } from '../database/index.js';
import type { LedgerObserver } from '../ledger/index.js';
import type { RequestObserver } from '../server/index.js';

/** The traces of this process: what observes each layer. */
export interface Tracing {
  readonly requests: RequestObserver;
  readonly ledger: Required<Pick<LedgerObserver, 'origin' | 'around'>>;
  readonly statements: StatementObserver;
  /** The ids of the span that runs now, for log lines; empty if there is none. */
  readonly logFields: () => { readonly trace_id?: string; readonly span_id?: string };
  /** Exports what has ended, and ends. */
  close(): Promise<void>;
}
