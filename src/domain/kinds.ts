import type { Phase, TransactionStatus } from './vocabulary.js';

/** How the transactions of one kind live. */
interface Kind {
  /** Their type in the API. */
  readonly type: string;
  /** The statuses in which one can begin. */
  readonly begins: readonly TransactionStatus[];
  /** From a status, those that can follow. Empty: one keeps the status in which it begins. */
  readonly transitions: Readonly<Partial<Record<TransactionStatus, readonly TransactionStatus[]>>>;
  /** The phases in which one writes entries. */
  readonly phases: readonly Phase[];
  /** The remedy that a refused reversal names, as a sentence without its period. null: it can be reversed. */
  readonly insteadOfReversal: string | null;
}

/** A kind that is COMPLETED as it begins, and stays so. */
const AT_ONCE = { begins: ['COMPLETED'], transitions: {}, phases: ['POST'] } as const;

/**
 * Every kind of transaction, in the order in which they are listed. The movements, the API and the docs follow from
 * this table. Two places state it again on purpose and apart from it: the tables `transaction_transition` and
 * `transaction_phase` in migrations/, and src/integrity/checks/shapes.ts. A test compares the three.
 */
export const KINDS = {
  DEPOSIT: {
    type: 'Deposit',
    begins: ['PENDING', 'COMPLETED'],
    transitions: { PENDING: ['COMPLETED', 'FAILED'], COMPLETED: ['FAILED'] },
    phases: ['POST', 'REVERT'],
    insteadOfReversal: null,
  },
  WITHDRAWAL: {
    type: 'Withdrawal',
    begins: ['PENDING'],
    transitions: { PENDING: ['COMPLETED', 'FAILED', 'CANCELLED'] },
    phases: ['HOLD', 'POST', 'RELEASE'],
    insteadOfReversal: null,
  },
  PURCHASE: {
    type: 'Purchase',
    begins: ['PENDING'],
    transitions: { PENDING: ['COMPLETED', 'FAILED', 'CANCELLED'], COMPLETED: ['FAILED'] },
    phases: ['HOLD', 'POST', 'RELEASE', 'REVERT'],
    insteadOfReversal: 'Use failPurchase or refundPurchase',
  },
  REFUND: {
    type: 'Refund',
    ...AT_ONCE,
    insteadOfReversal: 'Take the money with a new purchase or an adjustment',
  },
  TRANSFER: { type: 'Transfer', ...AT_ONCE, insteadOfReversal: null },
  EXCHANGE: { type: 'Exchange', ...AT_ONCE, insteadOfReversal: null },
  BONUS: { type: 'Bonus', ...AT_ONCE, insteadOfReversal: null },
  COMMISSION: { type: 'Commission', ...AT_ONCE, insteadOfReversal: null },
  EARNING: { type: 'Earning', ...AT_ONCE, insteadOfReversal: null },
  CREDIT_DRAW: {
    type: 'CreditDraw',
    ...AT_ONCE,
    insteadOfReversal: 'Use repayCredit',
  },
  CREDIT_REPAYMENT: {
    type: 'CreditRepayment',
    ...AT_ONCE,
    insteadOfReversal: 'Use drawCredit',
  },
  ADJUSTMENT: {
    type: 'Adjustment',
    begins: ['PENDING', 'COMPLETED'],
    transitions: { PENDING: ['COMPLETED', 'FAILED'] },
    phases: ['POST'],
    insteadOfReversal: null,
  },
  POSTING: { type: 'Posting', ...AT_ONCE, insteadOfReversal: null },
  OPENING_BALANCE: { type: 'OpeningBalance', ...AT_ONCE, insteadOfReversal: null },
  REVERSAL: {
    type: 'Reversal',
    ...AT_ONCE,
    insteadOfReversal: 'Make a new transaction',
  },
} as const satisfies Record<string, Kind>;

export type TransactionKind = keyof typeof KINDS;

export const TRANSACTION_KINDS = Object.keys(KINDS) as readonly TransactionKind[];

type Values<T> = T[keyof T];

/** The statuses that a transaction of this kind can have. */
export type StatusOf<K extends TransactionKind> = K extends TransactionKind
  ? | (typeof KINDS)[K]['begins'][number]
    | Extract<Values<(typeof KINDS)[K]['transitions']>, readonly TransactionStatus[]>[number]
  : never;
