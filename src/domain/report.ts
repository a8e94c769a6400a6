import type { TransactionKind } from './kinds.js';
import type { MonitorKind } from './alert.js';

/** The lengths of reports. A week begins on Monday. */
export const REPORT_PERIODS = ['DAY', 'WEEK', 'MONTH'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** What became of transactions. TAKEN_BACK: it had been completed, and failed later, such as a deposit that was charged back. */
export type ReportedOutcome = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TAKEN_BACK';

/** A transaction in a report. Its texts are read from the book, so that an erasure reaches them. */
export interface ReportedTransaction {
  readonly transactionId: string;
  readonly kind: TransactionKind;
  readonly currency: string;
  /** A decimal. */
  readonly amount: string;
  readonly walletId: string | null;
  readonly initiatedBy: string;
  /** Whether an adjustment gave or took. null: it is none. */
  readonly direction: 'CREDIT' | 'DEBIT' | null;
  /** The earlier transaction that it refers to: of a reversal, what it takes back. */
  readonly originalId: string | null;
  /** When it was completed. ISO 8601. */
  readonly at: string;
}

/** A finding that was open when the period ended. */
interface ReportedFinding {
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING';
  readonly scope: string;
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
  readonly firstSeenAt: string;
}

/** What a report says. Lists that can be long have a bound, and say how many there are. */
export interface ReportContent {
  /** Transactions by kind, currency and what became of them. Amounts are decimals. */
  readonly totals: readonly {
    readonly kind: TransactionKind;
    /** Of adjustments; otherwise null. */
    readonly direction: 'CREDIT' | 'DEBIT' | null;
    readonly currency: string;
    readonly outcome: ReportedOutcome;
    readonly count: number;
    readonly amount: string;
  }[];
  /** The largest that were completed, of each currency. */
  readonly largest: readonly ReportedTransaction[];
  /** Adjustments and reversals that were completed. */
  readonly corrections: {
    readonly count: number;
    readonly listed: readonly ReportedTransaction[];
  };
  /** Refused commands, and attempts that no command could be made of, by movement and code. */
  readonly refusals: readonly {
    readonly movement: string;
    readonly code: string;
    readonly isAttempt: boolean;
    readonly count: number;
    /** Attempts that were counted and not kept before one of these. */
    readonly notKept: number;
  }[];
  /** Who was refused most often, and with what. */
  readonly refusedCallers: readonly {
    readonly caller: string;
    readonly code: string;
    readonly count: number;
  }[];
  readonly findings: {
    /** The last result of a reconciliation that this report or an earlier one counts. A bigint as text. */
    readonly lastResult: string;
    readonly runs: readonly { readonly status: string; readonly count: number }[];
    readonly opened: number;
    readonly closed: number;
    /** How many are open at the end. */
    readonly open: number;
    readonly listed: readonly ReportedFinding[];
  };
  readonly alerts: readonly {
    readonly watches: MonitorKind;
    readonly count: number;
    /** How many of them no one had acknowledged when the report was made. */
    readonly unacknowledged: number;
  }[];
  readonly gateways: GatewayFigures;
}

/** Counts of what gateways answered and pushed. */
export interface GatewayFigures {
  /** GraphQL operations by outcome: `ok`, or the code of the first error. */
  readonly operations: Readonly<Record<string, number>>;
  /** Pushes that took at most so many seconds (`+Inf`: longer than the others), each counted once. */
  readonly pushes: Readonly<Record<string, number>>;
}
