import type { AccountKind, Phase, TransactionKind, TransactionStatus } from '../vocabulary.js';
import type { Check } from './finding.js';

/** One entry that a transaction has: an amount of `sign` times the transaction's. */
interface Line {
  readonly phase: Phase;
  /** Whose account it is on: the transaction's wallet, its other wallet, or the house. */
  readonly side: 'wallet' | 'counterWallet' | 'house';
  readonly account: AccountKind;
  readonly sign: 1 | -1;
}

/**
 * What a transaction is once it has this status: the columns that it fills and the entries that it has
 * by then, no more and no fewer. One for each way that a kind can be, told apart by status and details.
 */
interface Shape {
  readonly status: TransactionStatus;
  /** All that the column holds. */
  readonly details: Readonly<Record<string, string>>;
  readonly counterWallet: 'given' | 'none' | 'as its original';
  readonly original: 'given' | 'none';
  readonly lines: readonly Line[] | 'the opposite of its original';
}

const post = (sign: '+' | '-', side: Line['side'], account: AccountKind): Line => ({
  phase: 'POST',
  side,
  account,
  sign: sign === '+' ? 1 : -1,
});

/**
 * What src/movements writes, said a second time and apart from it, so that a row changed behind the
 * ledger's back, or a movement gone wrong, is found. A new kind must have a line here; a kind that
 * holds has a shape a status (PENDING with HOLD, COMPLETED with HOLD and POST, …).
 */
const SHAPES: Readonly<Record<TransactionKind, readonly Shape[]>> = {
  DEPOSIT: [
    {
      status: 'COMPLETED',
      details: {},
      counterWallet: 'none',
      original: 'none',
      lines: [post('-', 'house', 'EXTERNAL'), post('+', 'wallet', 'CASH')],
    },
  ],
  TRANSFER: [
    {
      status: 'COMPLETED',
      details: {},
      counterWallet: 'given',
      original: 'none',
      lines: [post('-', 'wallet', 'CASH'), post('+', 'counterWallet', 'CASH')],
    },
  ],
  ADJUSTMENT: [
    {
      status: 'COMPLETED',
      details: { direction: 'CREDIT' },
      counterWallet: 'none',
      original: 'none',
      lines: [post('-', 'house', 'ADJUSTMENTS'), post('+', 'wallet', 'CASH')],
    },
    {
      status: 'COMPLETED',
      details: { direction: 'DEBIT' },
      counterWallet: 'none',
      original: 'none',
      lines: [post('+', 'house', 'ADJUSTMENTS'), post('-', 'wallet', 'CASH')],
    },
  ],
  // reversals.ts holds it against its original.
  REVERSAL: [
    {
      status: 'COMPLETED',
      details: {},
      counterWallet: 'as its original',
      original: 'given',
      lines: 'the opposite of its original',
    },
  ],
};

/** As rows; what is null is checked elsewhere. */
const SHAPE_ROWS = Object.entries(SHAPES).flatMap(([kind, shapes]) =>
  shapes.map((shape) => ({
    kind,
    status: shape.status,
    details: shape.details,
    counter: shape.counterWallet === 'as its original' ? null : shape.counterWallet === 'given',
    original: shape.original === 'given',
    lines: typeof shape.lines === 'string' ? null : shape.lines,
  })),
);

/** Each transaction is of a shape that its kind has, and has exactly the entries of that shape. */
export const SHAPE_CHECKS: readonly Check[] = [
  {
    sql: `/* verifyShapes */
   WITH shape AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($2::jsonb)
              AS s (kind text, status text, details jsonb, counter boolean, original boolean))
   SELECT 'transaction.shape' AS "check", 'transaction ' || t.id AS subject,
          coalesce((SELECT string_agg(concat_ws(', ', s.status, 'details ' || s.details::text,
                      CASE s.counter WHEN true THEN 'another wallet' WHEN false THEN 'no other wallet' END,
                      CASE WHEN s.original THEN 'an original' ELSE 'no original' END), ' or ')
                      FROM shape s WHERE s.kind = t.kind), 'a kind of transaction') AS expected,
          t.kind || concat_ws(', ', ' ' || t.status, 'details ' || t.details::text,
            CASE WHEN t.counter_wallet_id IS NULL THEN 'no other wallet' ELSE 'another wallet' END,
            CASE WHEN t.original_id IS NULL THEN 'no original' ELSE 'an original' END) AS actual
     FROM transaction t
    WHERE NOT EXISTS (
      SELECT FROM shape s
       WHERE s.kind = t.kind AND s.status = t.status AND s.details = t.details
         AND s.original = (t.original_id IS NOT NULL)
         AND coalesce(s.counter = (t.counter_wallet_id IS NOT NULL), true))
    ORDER BY t.id LIMIT $1`,
    known: SHAPE_ROWS,
  },
  // Entries that should be count up, those that are count down: what does not come to zero is wrong.
  {
    sql: `/* verifyShapeEntries */
   WITH shape AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($2::jsonb) AS s (kind text, status text, details jsonb, lines jsonb)
      WHERE s.lines IS NOT NULL),
   line AS MATERIALIZED (
     SELECT s.kind, s.status, s.details, l.*
       FROM shape s CROSS JOIN jsonb_to_recordset(s.lines) AS l (phase text, side text, account text, sign int)),
   compared AS (
     SELECT t.id, l.phase, l.account,
            CASE l.side WHEN 'wallet' THEN t.wallet_id WHEN 'counterWallet' THEN t.counter_wallet_id END AS wallet_id,
            t.currency, l.sign * t.amount AS amount, 1 AS n
       FROM transaction t
       JOIN line l ON l.kind = t.kind AND l.status = t.status AND l.details = t.details
     UNION ALL
     SELECT t.id, e.phase, coalesce(a.kind, 'no account'), a.wallet_id, a.currency, e.amount, -1
       FROM entry e
       JOIN transaction t ON t.id = e.transaction_id
       JOIN shape s ON s.kind = t.kind AND s.status = t.status AND s.details = t.details
       LEFT JOIN account a ON a.id = e.account_id),
   differing AS (
     SELECT id, sum(n) AS n,
            concat_ws(' ', phase, account, 'of', coalesce('wallet ' || wallet_id, 'the house'), amount, currency) AS entry
       FROM compared
      GROUP BY id, phase, account, wallet_id, currency, amount HAVING sum(n) <> 0)
   SELECT 'transaction.entries' AS "check", 'transaction ' || id AS subject,
          coalesce(string_agg(entry, '; ' ORDER BY entry) FILTER (WHERE n > 0), 'no other entry') AS expected,
          coalesce(string_agg(entry, '; ' ORDER BY entry) FILTER (WHERE n < 0), 'no such entry') AS actual
     FROM differing GROUP BY id
    ORDER BY id LIMIT $1`,
    known: SHAPE_ROWS,
  },
];
