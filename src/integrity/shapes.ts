import type { AccountKind, Phase, TransactionKind, TransactionStatus } from '../domain/index.js';

/**
 * Whose account an entry is on: that of the transaction's wallet, of its other wallet, or of the house
 * in the currency of either.
 */
type Side = 'wallet' | 'counterWallet' | 'house' | 'counterHouse';

/** An entry as a phase may have it: up or down, on whose account, of which kind. */
type Line = `${'+' | '-'} ${Side} ${AccountKind}`;

/** A group of entries: no other lines, each at most once, and summing to zero in each currency. */
interface PhaseShape {
  /** What the entries that go up come to, in the transaction's currency. */
  readonly moves: 'the amount' | 'at most the amount';
  /** Whether it may be left out. */
  readonly optional?: true;
  readonly lines: readonly Line[] | 'as its original turned round';
}

/** What a transaction has written once it has this status: these phases and no others. */
interface StatusShape {
  readonly status: TransactionStatus;
  /** Of one that FAILED: whether it had been COMPLETED, which `completed_at` tells. */
  readonly afterCompletion?: true;
  readonly phases: Readonly<Partial<Record<Phase, PhaseShape>>>;
}

/** What a kind's columns hold, and what it writes by the time of each status. */
interface Shape {
  /** The statuses without a change before them. */
  readonly begins: readonly TransactionStatus[];
  /** All that the column can hold: words as they are, 'any text' or 'any number'. */
  readonly details?: readonly Readonly<Record<string, string>>[];
  readonly counterWallet?: 'given' | 'as its original';
  readonly original?: 'given';
  readonly quote?: 'given';
  readonly mayExpire?: true;
  readonly statuses: readonly StatusShape[];
}

const all = (...lines: readonly Line[]): PhaseShape => ({ moves: 'the amount', lines });
const atMost = (...lines: readonly Line[]): PhaseShape => ({ moves: 'at most the amount', lines });

/** A kind that is COMPLETED as it begins, and stays so. */
const atOnce = (POST: PhaseShape, columns: Omit<Shape, 'begins' | 'statuses'> = {}): Shape => ({
  ...columns,
  begins: ['COMPLETED'],
  statuses: [{ status: 'COMPLETED', phases: { POST } }],
});

const PAID_IN = all('- house EXTERNAL', '+ wallet CASH');
const PAID_BACK = all('+ house EXTERNAL', '- wallet CASH');

const CASH_HELD = all('- wallet CASH', '+ wallet HELD');
const CASH_RELEASED = all('- wallet HELD', '+ wallet CASH');
const PAID_OUT = all('- wallet HELD', '+ house EXTERNAL');

// How cash and credit share an amount, purchases.ts knows.
const HELD = all('- wallet CASH', '- wallet CREDIT', '+ wallet HELD', '+ wallet HELD_CREDIT');
const RELEASED = all('- wallet HELD', '- wallet HELD_CREDIT', '+ wallet CASH', '+ wallet CREDIT');
const REST_RELEASED = { ...RELEASED, moves: 'at most the amount', optional: true } as const;
const CAPTURED = atMost('- wallet HELD', '- wallet HELD_CREDIT', '+ house SALES');
const GIVEN_BACK = atMost('- house SALES', '+ wallet CASH', '+ wallet CREDIT');

/**
 * What src/movements writes, said a second time and apart from it, so that a row changed behind the
 * ledger's back, or a movement gone wrong, is found. A kind has more than one where its details decide
 * over its lines.
 */
const SHAPES: Readonly<Record<TransactionKind, readonly Shape[]>> = {
  DEPOSIT: [
    {
      begins: ['PENDING', 'COMPLETED'],
      statuses: [
        { status: 'PENDING', phases: {} },
        { status: 'COMPLETED', phases: { POST: PAID_IN } },
        { status: 'FAILED', phases: {} },
        { status: 'FAILED', afterCompletion: true, phases: { POST: PAID_IN, REVERT: PAID_BACK } },
      ],
    },
  ],
  WITHDRAWAL: [
    {
      begins: ['PENDING'],
      details: [{}, { destination: 'any text' }],
      mayExpire: true,
      statuses: [
        { status: 'PENDING', phases: { HOLD: CASH_HELD } },
        { status: 'COMPLETED', phases: { HOLD: CASH_HELD, POST: PAID_OUT } },
        { status: 'FAILED', phases: { HOLD: CASH_HELD, RELEASE: CASH_RELEASED } },
        { status: 'CANCELLED', phases: { HOLD: CASH_HELD, RELEASE: CASH_RELEASED } },
      ],
    },
  ],
  PURCHASE: [
    {
      begins: ['PENDING'],
      mayExpire: true,
      statuses: [
        { status: 'PENDING', phases: { HOLD: HELD } },
        { status: 'COMPLETED', phases: { HOLD: HELD, POST: CAPTURED, RELEASE: REST_RELEASED } },
        { status: 'FAILED', phases: { HOLD: HELD, RELEASE: RELEASED } },
        {
          status: 'FAILED',
          afterCompletion: true,
          phases: { HOLD: HELD, POST: CAPTURED, RELEASE: REST_RELEASED, REVERT: GIVEN_BACK },
        },
      ],
    },
  ],
  REFUND: [atOnce({ ...GIVEN_BACK, moves: 'the amount' }, { original: 'given' })],
  TRANSFER: [atOnce(all('- wallet CASH', '+ counterWallet CASH'), { counterWallet: 'given' })],
  EXCHANGE: [
    atOnce(
      all(
        ...(['- wallet CASH', '+ house EXCHANGE'] as const),
        ...(['- counterHouse EXCHANGE', '+ counterWallet CASH'] as const),
      ),
      { counterWallet: 'given', quote: 'given' },
    ),
  ],
  BONUS: [atOnce(all('- house BONUSES', '+ wallet CASH'))],
  COMMISSION: [
    atOnce(all('- house COMMISSIONS', '+ wallet CASH'), {
      original: 'given',
      details: [{ rateBps: 'any number' }],
    }),
  ],
  EARNING: [atOnce(all('- house EARNINGS', '+ wallet CASH'))],
  CREDIT_DRAW: [atOnce(all('- wallet OWED', '+ wallet CREDIT'))],
  CREDIT_REPAYMENT: [atOnce(all('- wallet CREDIT', '- wallet CASH', '+ wallet OWED'))],
  ADJUSTMENT: [
    atOnce(all('- house ADJUSTMENTS', '+ wallet CASH'), { details: [{ direction: 'CREDIT' }] }),
    atOnce(all('+ house ADJUSTMENTS', '- wallet CASH'), { details: [{ direction: 'DEBIT' }] }),
  ],
  // reversals.ts holds it against its original.
  REVERSAL: [
    atOnce(
      { moves: 'the amount', lines: 'as its original turned round' },
      { original: 'given', counterWallet: 'as its original' },
    ),
  ],
};

/** A status of a kind, with `nr` to refer to it. What is null may be either way. */
interface ShapeRow {
  readonly nr: number;
  readonly kind: string;
  readonly status: TransactionStatus;
  readonly completed: boolean;
  readonly details: Readonly<Record<string, string>>;
  readonly changed: boolean | null;
  readonly counter: boolean | null;
  readonly original: boolean;
  readonly quote: boolean;
  readonly expires: boolean | null;
  readonly phases: StatusShape['phases'];
}

function rowsOf(kind: string, shape: Shape): Omit<ShapeRow, 'nr'>[] {
  return shape.statuses.flatMap(({ status, afterCompletion = false, phases }) =>
    (shape.details ?? [{}]).map((details) => ({
      ...{ kind, status, details, phases },
      completed: status === 'COMPLETED' || afterCompletion,
      changed: changedBefore(status, shape.begins),
      counter: shape.counterWallet === 'as its original' ? null : shape.counterWallet === 'given',
      original: shape.original === 'given',
      quote: shape.quote === 'given',
      expires: shape.mayExpire ? null : false,
    })),
  );
}

/** Whether a change led to the status; null: where it is one of several to begin with, perhaps. */
function changedBefore(
  status: TransactionStatus,
  begins: readonly TransactionStatus[],
): boolean | null {
  if (!begins.includes(status)) return true;
  return begins.length === 1 || status === 'PENDING' ? false : null;
}

const ROWS: readonly ShapeRow[] = Object.entries(SHAPES)
  .flatMap(([kind, shapes]) => shapes.flatMap((shape) => rowsOf(kind, shape)))
  .map((row, nr) => ({ nr, ...row }));

/** All of it as rows, for SQL. Lines are left out where they are those of the original. */
export const SHAPE_ROWS = {
  shapes: ROWS.map(({ phases: _, ...row }) => row),
  phases: ROWS.flatMap(({ nr, phases }) =>
    Object.entries(phases).map(([phase, { moves, optional = false }]) => ({
      ...{ nr, phase, optional },
      least: moves === 'the amount',
    })),
  ),
  lines: ROWS.flatMap(({ nr, phases }) =>
    Object.entries(phases).flatMap(([phase, { lines }]) =>
      typeof lines === 'string' ? [] : lines.map((line) => ({ nr, phase, line })),
    ),
  ),
} as const;
