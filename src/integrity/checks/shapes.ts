import type {
  BuiltInAccount,
  Phase,
  TransactionKind,
  TransactionStatus,
  WalletAccount,
} from '../../domain/index.js';

/**
 * The owner of an entry's account: the transaction's wallet, its other wallet, or the system, in the currency of the
 * first wallet or of the other; or a receiver of its splits, of a refund those of the purchase.
 */
type Side = 'wallet' | 'counterWallet' | 'system' | 'counterSystem' | 'split';

/** A permitted entry of a phase: its sign, the owner and the kind of its account. OWN is a system account of a split. */
type Line = `${'+' | '-'} ${Side} ${WalletAccount | BuiltInAccount | 'OWN'}`;

/** A group of entries: only these lines, each at most once, with a sum of zero in each currency. */
interface PhaseShape {
  /** The sum of the positive entries, in the transaction's currency. */
  readonly moves: 'the amount' | 'at most the amount';
  /** Whether the phase may be missing. */
  readonly optional?: true;
  readonly lines: readonly Line[] | 'the opposite of its original' | 'its legs';
}

/** The phases that a transaction with this status has written, and no others. */
interface StatusShape {
  readonly status: TransactionStatus;
  /** For FAILED: whether it was COMPLETED before, which `completed_at` shows. */
  readonly afterCompletion?: true;
  readonly phases: Readonly<Partial<Record<Phase, PhaseShape>>>;
}

/** The columns of a kind, and the entries that it has written at each status. */
interface Shape {
  /** The statuses that a transaction can begin with. */
  readonly begins: readonly TransactionStatus[];
  /** All values that the column can hold: literal words, 'any text', 'any number' or 'any origin'. */
  readonly details?: readonly Readonly<Record<string, string>>[];
  readonly counterWallet?: 'present' | 'as in its original';
  readonly original?: 'present';
  readonly quote?: 'present';
  readonly mayExpire?: true;
  readonly statuses: readonly StatusShape[];
}

const all = (...lines: readonly Line[]): PhaseShape => ({ moves: 'the amount', lines });
const atMost = (...lines: readonly Line[]): PhaseShape => ({ moves: 'at most the amount', lines });

/** The shape of a kind that begins as COMPLETED and stays so. */
const completedAtOnce = (
  POST: PhaseShape,
  columns: Omit<Shape, 'begins' | 'statuses'> = {},
): Shape => ({
  ...columns,
  begins: ['COMPLETED'],
  statuses: [{ status: 'COMPLETED', phases: { POST } }],
});

/** The shape of an adjustment: made at once, or a repair that is proposed first. */
/** The origin of an adjustment that another system made: its column alone, or also the statement that wrote it. */
function ofLegacySystem(direction: 'CREDIT' | 'DEBIT'): Readonly<Record<string, string>>[] {
  const followed = { direction, legacy: 'any text' };
  return [followed, { ...followed, statement: 'any text', application: 'any text' }];
}

const adjustment = (direction: string, POST: PhaseShape): Shape => ({
  begins: ['PENDING', 'COMPLETED'],
  details: [{ direction }, { direction, finding: 'any text' }],
  statuses: [
    { status: 'PENDING', phases: {} },
    { status: 'COMPLETED', phases: { POST } },
    { status: 'FAILED', phases: {} },
  ],
});

const ADJUSTED_UP = all('- system ADJUSTMENTS', '+ wallet CASH');
const ADJUSTED_DOWN = all('+ system ADJUSTMENTS', '- wallet CASH');

// splits.ts checks what each receiver gets.
const TO_SPLITS = ['+ split CASH', '+ split OWN'] as const;
const FROM_SPLITS = ['- split CASH', '- split OWN'] as const;

const PAID_IN = all('- system EXTERNAL', '+ wallet CASH', ...TO_SPLITS);
const PAID_BACK = all('+ system EXTERNAL', '- wallet CASH', ...FROM_SPLITS);

const CASH_HELD = all('- wallet CASH', '+ wallet HELD');
const CASH_RELEASED = all('- wallet HELD', '+ wallet CASH');
const PAID_OUT = all('- wallet HELD', '+ system EXTERNAL', ...TO_SPLITS);

// purchases.ts checks how cash and credit share an amount.
const HELD = all('- wallet CASH', '- wallet CREDIT', '+ wallet HELD', '+ wallet HELD_CREDIT');
const RELEASED = all('- wallet HELD', '- wallet HELD_CREDIT', '+ wallet CASH', '+ wallet CREDIT');
const REST_RELEASED = { ...RELEASED, moves: 'at most the amount', optional: true } as const;
const CAPTURED = atMost('- wallet HELD', '- wallet HELD_CREDIT', '+ system SALES', ...TO_SPLITS);
const GIVEN_BACK = atMost('- system SALES', '+ wallet CASH', '+ wallet CREDIT', ...FROM_SPLITS);

/**
 * Everything that src/movements writes, stated a second time on purpose and independently. So the check finds rows that
 * were changed behind the ledger's back, and movements with a mistake. A kind has several shapes if its details
 * determine its lines.
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
        { status: 'CANCELLED', phases: { HOLD: HELD, RELEASE: RELEASED } },
        {
          status: 'FAILED',
          afterCompletion: true,
          phases: { HOLD: HELD, POST: CAPTURED, RELEASE: REST_RELEASED, REVERT: GIVEN_BACK },
        },
      ],
    },
  ],
  REFUND: [completedAtOnce({ ...GIVEN_BACK, moves: 'the amount' }, { original: 'present' })],
  TRANSFER: [
    completedAtOnce(all('- wallet CASH', '+ counterWallet CASH', ...TO_SPLITS), {
      counterWallet: 'present',
      details: [{}, { metadata: 'SHARED' }],
    }),
  ],
  EXCHANGE: [
    completedAtOnce(
      all(
        ...(['- wallet CASH', '+ system EXCHANGE'] as const),
        ...(['- counterSystem EXCHANGE', '+ counterWallet CASH'] as const),
      ),
      { counterWallet: 'present', quote: 'present' },
    ),
  ],
  BONUS: [completedAtOnce(all('- system BONUSES', '+ wallet CASH'))],
  COMMISSION: [
    completedAtOnce(all('- system COMMISSIONS', '+ wallet CASH'), {
      original: 'present',
      details: [{ rateBps: 'any number' }],
    }),
  ],
  EARNING: [completedAtOnce(all('- system EARNINGS', '+ wallet CASH'))],
  CREDIT_DRAW: [completedAtOnce(all('- wallet OWED', '+ wallet CREDIT'))],
  CREDIT_REPAYMENT: [completedAtOnce(all('- wallet CREDIT', '- wallet CASH', '+ wallet OWED'))],
  ADJUSTMENT: [
    adjustment('CREDIT', ADJUSTED_UP),
    adjustment('DEBIT', ADJUSTED_DOWN),
    // Those by which the book follows another system, and those of its own statements, are never proposed.
    completedAtOnce(ADJUSTED_UP, { details: ofLegacySystem('CREDIT') }),
    completedAtOnce(ADJUSTED_DOWN, { details: ofLegacySystem('DEBIT') }),
  ],
  // postings.ts checks the accounts of its legs.
  POSTING: [completedAtOnce({ moves: 'the amount', lines: 'its legs' })],
  // imports.ts checks what a wallet has of them.
  OPENING_BALANCE: [
    completedAtOnce(all('- system OPENING', '+ wallet CASH'), {
      details: ['WHOLE', 'BEFORE_HISTORY', 'AFTER_HISTORY'].map((part) => ({
        ...{ part, direction: 'CREDIT', origin: 'any origin' },
      })),
    }),
    completedAtOnce(all('+ system OPENING', '- wallet CASH'), {
      details: [{ part: 'AFTER_HISTORY', direction: 'DEBIT', origin: 'any origin' }],
    }),
  ],
  // reversals.ts compares it with its original.
  REVERSAL: [
    completedAtOnce(
      { moves: 'the amount', lines: 'the opposite of its original' },
      { original: 'present', counterWallet: 'as in its original' },
    ),
  ],
};

/** A status of a kind, with a number `nr` to refer to it. A null allows both values. */
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
      kind,
      status,
      details,
      phases,
      completed: status === 'COMPLETED' || afterCompletion,
      changed: changedBefore(status, shape.begins),
      counter:
        shape.counterWallet === 'as in its original' ? null : shape.counterWallet === 'present',
      original: shape.original === 'present',
      quote: shape.quote === 'present',
      expires: shape.mayExpire ? null : false,
    })),
  );
}

/** Whether a change led to the status; null if the kind can also begin with it. */
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

/** All shapes as rows, for SQL. Leaves out the lines of reversals and postings, which depend on others. */
export const SHAPE_ROWS = {
  shapes: ROWS.map(({ phases: _, ...row }) => row),
  phases: ROWS.flatMap(({ nr, phases }) =>
    Object.entries(phases).map(([phase, { moves, optional = false }]) => ({
      nr,
      phase,
      optional,
      least: moves === 'the amount',
    })),
  ),
  lines: ROWS.flatMap(({ nr, phases }) =>
    Object.entries(phases).flatMap(([phase, { lines }]) =>
      typeof lines === 'string' ? [] : lines.map((line) => ({ nr, phase, line })),
    ),
  ),
} as const;
