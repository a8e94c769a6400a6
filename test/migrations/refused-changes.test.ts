import { describe, expect, test } from '@jest/globals';
import {
  insert,
  newAccount,
  next,
  SENDERS,
  transactionRow,
  usePlainSql,
  quoted,
  type Facts,
  type Refused,
  type Statements,
} from '../support/plain-sql.js';

const sql = usePlainSql();

const CHECK = '23514';
const MISSING = quoted('01900000-0000-7000-8000-0000000000ff');
const STAYS = '23001';
const NO_RIGHT = '42501';

/**
 * Changes that existing rows refuse. `byOwner` is the owner's refusal if the gateway lacks the
 * right to try.
 */
const CHANGES: readonly {
  what: string;
  byOwner?: Refused;
  refused: Refused;
  statements: Statements;
}[] = [
  ...['PENDING', 'CANCELLED', 'COMPLETED'].map((status) => ({
    what: `a completed deposit becomes ${status}`,
    refused: { state: CHECK, constraint: 'transaction_follows_transitions' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET status = '${status}', status_reason = 'so' WHERE id = '${deposited}'`,
    ],
  })),
  {
    what: 'only the reason of a status changes',
    refused: { state: CHECK, constraint: 'transaction_follows_transitions' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET status_reason = 'so' WHERE id = '${deposited}'`,
    ],
  },
  ...['status_changed_by', 'completed_at', 'status_changed_at'].map((column) => ({
    what: `only ${column} of a transaction changes`,
    refused: { state: CHECK, constraint: 'transaction_follows_transitions' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET ${column} = NULL WHERE id = '${deposited}'`,
    ],
  })),
  ...[
    `id = ${MISSING}`,
    `kind = 'TRANSFER'`,
    `currency = 'EUR'`,
    `amount = amount + 1`,
    `wallet_id = (SELECT id FROM wallet WHERE owner_id = 'alice')`,
    `counter_wallet_id = (SELECT id FROM wallet WHERE owner_id = 'alice')`,
    `original_id = id`,
    `further_wallet_ids = ARRAY(SELECT id FROM wallet WHERE owner_id = 'alice')`,
    `effective_at = created_at - interval '1 day'`,
    `position = position + 1000`,
    `quote_id = ${MISSING}`,
    `expires_at = now()`,
    `initiated_by = 'other'`,
    `created_at = created_at - interval '1 day'`,
  ].map((change) => ({
    what: `a transaction's ${change}`,
    byOwner: { state: STAYS, constraint: 'transaction_stays' },
    refused: { state: NO_RIGHT },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET ${change} WHERE id = '${deposited}'`,
    ],
  })),
  // An erasure may change these. The gateway has the right to, and the rules of an erasure refuse all else.
  ...[
    `splits = '[{"systemAccount": "FEES", "amount": "1", "label": "fee"}]'`,
    `reference = 'other'`,
    `description = 'other'`,
    `metadata = '{"a": 1}'`,
    `details = '{"a": 1}'`,
  ].map((change) => ({
    what: `a transaction's ${change}`,
    refused: { state: STAYS, constraint: 'transaction_stays' },
    statements: ({ deposited }: Facts) => [
      `UPDATE transaction SET ${change} WHERE id = '${deposited}'`,
    ],
  })),
  ...[
    `id = ${MISSING}`,
    `owner_id = 'other'`,
    `currency = 'EUR'`,
    `created_at = created_at - interval '1 day'`,
  ].map((change) => ({
    what: `a wallet's ${change}`,
    byOwner: { state: STAYS, constraint: 'wallet_stays' },
    refused: { state: NO_RIGHT },
    statements: ({ alice }: Facts) => [`UPDATE wallet SET ${change} WHERE id = '${alice}'`],
  })),
  {
    what: 'a wallet with cash closes',
    refused: { state: CHECK, constraint: 'wallet_empty_when_closed' },
    statements: ({ alice }: Facts) => [`UPDATE wallet SET status = 'CLOSED' WHERE id = '${alice}'`],
  },
  {
    what: 'a wallet that owes closes',
    refused: { state: CHECK, constraint: 'wallet_empty_when_closed' },
    statements: (facts) => {
      const { chain, statement } = newAccount(facts.alice, 'OWED');
      const cash = facts.aliceCash;
      return [
        insert('transaction', transactionRow(facts, { amount: String(cash.balance) })),
        statement,
        insert('entry', next(cash, -cash.balance), next(facts.bobCash, cash.balance)),
        insert('transaction', transactionRow(facts, { id: MISSING })),
        insert(
          'entry',
          next(chain, -5n, { transaction_id: MISSING }),
          next(
            {
              ...facts.bobCash,
              seq: facts.bobCash.seq + 1,
              balance: facts.bobCash.balance + cash.balance,
            },
            5n,
            {
              transaction_id: MISSING,
            },
          ),
        ),
        `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
      ];
    },
  },
  {
    what: 'an emptied wallet that a pending PURCHASE will pay a split closes',
    refused: { state: CHECK, constraint: 'wallet_nothing_pending_when_closed' },
    statements: (facts: Facts) => [
      insert('transaction', transactionRow(facts, { amount: String(facts.aliceCash.balance) })),
      insert(
        'entry',
        next(facts.aliceCash, -facts.aliceCash.balance),
        next(facts.bobCash, facts.aliceCash.balance),
      ),
      insert(
        'transaction',
        transactionRow(facts, {
          ...{ id: MISSING, kind: `'PURCHASE'`, status: `'PENDING'`, wallet_id: `'${facts.bob}'` },
          ...{ counter_wallet_id: 'NULL', completed_at: 'NULL' },
          further_wallet_ids: `ARRAY['${facts.alice}'::uuid]`,
          splits: `'[{"walletId": "${facts.alice}", "amount": "1", "label": "part"}]'`,
        }),
      ),
      `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
    ],
  },
  ...['DEPOSIT', 'WITHDRAWAL', 'PURCHASE'].map((kind) => ({
    what: `an emptied wallet with a pending ${kind} closes`,
    refused: { state: CHECK, constraint: 'wallet_nothing_pending_when_closed' },
    statements: (facts: Facts) => [
      insert('transaction', transactionRow(facts, { amount: String(facts.aliceCash.balance) })),
      insert(
        'entry',
        next(facts.aliceCash, -facts.aliceCash.balance),
        next(facts.bobCash, facts.aliceCash.balance),
      ),
      insert(
        'transaction',
        transactionRow(facts, {
          ...{ id: MISSING, kind: `'${kind}'`, status: `'PENDING'` },
          ...{ counter_wallet_id: 'NULL', completed_at: 'NULL' },
        }),
      ),
      `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
    ],
  })),
  ...['ACTIVE', 'FROZEN', 'CLOSED'].map((status) => ({
    what: `a closed wallet becomes ${status}`,
    refused: { state: CHECK, constraint: 'wallet_closed_stays' },
    statements: ({ closed }: Facts) => [
      `UPDATE wallet SET status = '${status}' WHERE id = '${closed}'`,
    ],
  })),
  {
    what: 'an unknown status of a wallet',
    refused: { state: CHECK, constraint: 'wallet_status_known' },
    statements: ({ alice }: Facts) => [`UPDATE wallet SET status = 'OPEN' WHERE id = '${alice}'`],
  },
];

describe.each(SENDERS)('as %s, a wrong change is refused', (sender) => {
  test.each(CHANGES)('PostgreSQL refuses this: $what', async ({ refused, byOwner, statements }) => {
    await sql.expectRefusal(
      sender,
      statements(sql.facts),
      sender === 'owner' ? (byOwner ?? refused) : refused,
    );
  });

  test('PostgreSQL lets an emptied wallet close', async () => {
    const emptied: Statements = (facts) => [
      insert('transaction', transactionRow(facts, { amount: String(facts.aliceCash.balance) })),
      insert(
        'entry',
        next(facts.aliceCash, -facts.aliceCash.balance),
        next(facts.bobCash, facts.aliceCash.balance),
      ),
      `UPDATE wallet SET status = 'CLOSED' WHERE id = '${facts.alice}'`,
    ];
    expect(await sql.refusal(sender, emptied(sql.facts))).toBe('NOT REFUSED');
  });
});
