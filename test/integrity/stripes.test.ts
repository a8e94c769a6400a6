import { describe, expect, test } from '@jest/globals';
import {
  ids,
  rechained,
  spoilt,
  testSpoilings,
  useVariedBook,
  type Spoiling,
} from '../support/varied-book.js';

useVariedBook();

/** An id that comes before all others. */
const STRIPED = '00000000-0000-7000-8000-000000000001';
const striped = (kind: string, currency: string): string =>
  `INSERT INTO account (id, kind, currency, stripe) VALUES ('${STRIPED}', '${kind}', '${currency}', 7)`;
const ANY_STRIPE = 'ALTER TABLE account DROP CONSTRAINT account_stripe_known';

const SPOILINGS: readonly Spoiling[] = [
  {
    what: "verify finds a changed shard of a wallet's account",
    by: () => [ANY_STRIPE, `UPDATE account SET stripe = 1 WHERE id = '${ids.aliceCash}'`],
    check: 'account.stripe',
    subject: () => `account ${ids.aliceCash}`,
    says: () => ({ expected: 'stripe 0', actual: 'stripe 1' }),
  },
  {
    what: 'verify finds a system account in a shard that does not exist',
    by: () => [ANY_STRIPE, `UPDATE account SET stripe = 64 WHERE id = '${ids.sekSales}'`],
    check: 'account.stripe',
    subject: () => `account ${ids.sekSales}`,
    says: () => ({ expected: 'a stripe that there is', actual: 'stripe 64' }),
  },
  {
    what: 'verify finds that a shard with an account is deleted',
    by: () => [striped('SALES', 'SEK'), 'DELETE FROM stripe WHERE number = 7'],
    check: 'account.stripe',
    subject: () => `account ${STRIPED}`,
    says: () => ({ actual: 'stripe 7' }),
  },
  {
    what: 'verify finds a changed shard of an account that came with its currency',
    by: () => [`UPDATE account SET stripe = 7 WHERE id = '${ids.sekSales}'`],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: () => ({ actual: '7 accounts' }),
  },
  {
    what: 'verify finds two accounts of one kind in a shard',
    by: () => [
      'DROP INDEX account_one_per_currency_kind_and_stripe',
      `INSERT INTO account SELECT gen_random_uuid(), wallet_id, kind, currency, stripe FROM account WHERE id = '${ids.sekSales}'`,
    ],
    check: 'account.one',
    subject: () => 'SALES of the house, stripe 0 in SEK',
    says: () => ({ expected: 'one account', actual: '2 accounts' }),
  },
  {
    what: 'verify finds an account outside shard 0 in a currency that does not exist',
    by: () => [striped('SALES', 'ZZZ')],
    check: 'currency.house',
    subject: () => 'currency ZZZ',
    says: () => ({ actual: 'no currency' }),
  },
  {
    what: 'verify finds an entry moved to another shard, where it continues no chain',
    by: () => [
      striped('EXTERNAL', 'USD'),
      `UPDATE entry SET account_id = '${STRIPED}' WHERE account_id = '${ids.external}' AND seq = 2`,
    ],
    check: 'entry.seq',
    subject: () => `entry ${STRIPED} seq 2`,
    says: () => ({ expected: 'seq 1', actual: 'seq 2' }),
  },
  {
    what: 'verify finds one entry on a system account split into two in two shards',
    by: () => [
      striped('EXTERNAL', 'USD'),
      ...rechained(
        `UPDATE entry SET amount = amount + 1 WHERE transaction_id = '${ids.deposit}' AND amount < 0`,
        `INSERT INTO entry SELECT '${STRIPED}', 1, account_kind, transaction_id, phase, -1, -1, created_at
           FROM entry WHERE transaction_id = '${ids.deposit}' AND amount < 0`,
      ),
    ],
    check: 'transaction.oneEntry',
    subject: () => `transaction ${ids.deposit}`,
    says: () => ({
      expected: `one entry in POST on account ${STRIPED}`,
      actual: '2 entries',
    }),
  },
  {
    what: 'verify finds a reversal of less in another shard',
    by: () => [
      striped('EXTERNAL', 'USD'),
      ...rechained(
        `UPDATE entry SET amount = amount - sign(amount), account_id = CASE WHEN account_kind = 'EXTERNAL' THEN '${STRIPED}' ELSE account_id END
          WHERE transaction_id = '${ids.reversal}'`,
        `UPDATE transaction SET amount = amount - 1 WHERE id = '${ids.reversal}'`,
      ),
    ],
    check: 'transaction.reversal',
    subject: () => `transaction ${ids.reversal}`,
    says: () => ({
      actual: `1 left on account ${ids.bobCash}, -1 left on account EXTERNAL of the house in USD`,
    }),
  },
];

describe('verify names the first fault of a book with corrupted shards', () => {
  testSpoilings(SPOILINGS);
});

test('verify accepts a reversal in another shard than its original', async () => {
  const moved = [
    striped('EXTERNAL', 'USD'),
    ...rechained(
      `UPDATE entry SET account_id = '${STRIPED}'
        WHERE account_id = '${ids.external}' AND transaction_id = '${ids.reversal}'`,
    ),
  ];
  for (const { findings } of await spoilt(moved)) expect(findings).toEqual([]);
});
