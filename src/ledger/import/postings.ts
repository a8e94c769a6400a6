import type { AccountKind, Phase, TransactionKind, TransactionStatus } from '../../domain/index.js';

/** An entry that an incoming transaction makes: on its wallet's account, or on a system account of the currency. */
interface ImportedPosting {
  readonly phase: Phase;
  readonly account: AccountKind;
  /** What the account gets of the transaction's amount. */
  readonly sign: 1 | -1;
}

const post = (from: AccountKind, to: AccountKind): readonly ImportedPosting[] => [
  { phase: 'POST', account: from, sign: -1 },
  { phase: 'POST', account: to, sign: 1 },
];
const HOLD: readonly ImportedPosting[] = [
  { phase: 'HOLD', account: 'CASH', sign: -1 },
  { phase: 'HOLD', account: 'HELD', sign: 1 },
];
const RELEASE: readonly ImportedPosting[] = [
  { phase: 'RELEASE', account: 'HELD', sign: -1 },
  { phase: 'RELEASE', account: 'CASH', sign: 1 },
];
const heldFor = (receiver: AccountKind) => ({
  PENDING: HOLD,
  COMPLETED: [...HOLD, ...post('HELD', receiver)],
  FAILED: [...HOLD, ...RELEASE],
  CANCELLED: [...HOLD, ...RELEASE],
});

type ByStatus = Readonly<Partial<Record<TransactionStatus, readonly ImportedPosting[]>>>;

/**
 * The entries of every kind and status that can come in, in their order. They are those that the movements of the kind
 * write from a wallet without credit. `verify` states them independently, and a test imports each.
 */
export const IMPORTED_POSTINGS = {
  OPENING_BALANCE: { COMPLETED: post('OPENING', 'CASH') },
  DEPOSIT: { PENDING: [], COMPLETED: post('EXTERNAL', 'CASH'), FAILED: [] },
  WITHDRAWAL: heldFor('EXTERNAL'),
  PURCHASE: heldFor('SALES'),
  EARNING: { COMPLETED: post('EARNINGS', 'CASH') },
  ADJUSTMENT: { COMPLETED: post('ADJUSTMENTS', 'CASH') },
} as const satisfies Partial<Record<TransactionKind, ByStatus>>;

/** The table as rows of SQL: kind, status, step, phase, account, sign. */
export const POSTINGS_SQL = `(VALUES ${Object.entries(IMPORTED_POSTINGS)
  .flatMap(([kind, statuses]) =>
    Object.entries(statuses as ByStatus).flatMap(([status, postings]) =>
      postings.map(
        ({ phase, account, sign }, step) =>
          `('${kind}', '${status}', ${step}, '${phase}', '${account}', ${sign})`,
      ),
    ),
  )
  .join(', ')}) AS p (kind, status, step, phase, account, sign)`;
