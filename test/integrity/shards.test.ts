import { describe, expect, test } from '@jest/globals';
import { ids, useVariedBook } from '../support/varied-book.js';
import { rechained, type Spoiling, spoilt, testSpoilings } from '../support/spoilings.js';

useVariedBook();

/** Before all others in the order of ids. */
const IN_SHARD = '00000000-0000-7000-8000-000000000001';
const inShard = (kind: string, currency: string): string =>
  `INSERT INTO account (id, kind, currency, shard) VALUES ('${IN_SHARD}', '${kind}', '${currency}', 7)`;
const ANY_SHARD = 'ALTER TABLE account DROP CONSTRAINT account_shard_known';

const SPOILINGS: readonly Spoiling[] = [
  {
    what: "verify finds a changed shard of a wallet's account",
    by: () => [ANY_SHARD, `UPDATE account SET shard = 1 WHERE id = '${ids.aliceCash}'`],
    check: 'account.shard',
    subject: () => `account ${ids.aliceCash}`,
    says: () => ({ expected: 'shard 0', actual: 'shard 1' }),
  },
  {
    what: 'verify finds a system account in a shard that does not exist',
    by: () => [ANY_SHARD, `UPDATE account SET shard = -1 WHERE id = '${ids.sekSales}'`],
    check: 'account.shard',
    subject: () => `account ${ids.sekSales}`,
    says: () => ({ expected: 'a shard that exists, or one of an import', actual: 'shard -1' }),
  },
  {
    what: 'verify finds that a shard with an account is deleted',
    by: () => [inShard('SALES', 'SEK'), 'DELETE FROM shard WHERE number = 7'],
    check: 'account.shard',
    subject: () => `account ${IN_SHARD}`,
    says: () => ({ actual: 'shard 7' }),
  },
  {
    what: 'verify finds a changed shard of an account that came with its currency',
    by: () => [`UPDATE account SET shard = 7 WHERE id = '${ids.sekSales}'`],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: () => ({ actual: '7 accounts' }),
  },
  {
    what: 'verify finds two accounts of one kind in a shard',
    by: () => [
      'DROP INDEX account_one_per_currency_kind_and_shard',
      `INSERT INTO account SELECT gen_random_uuid(), wallet_id, kind, currency, shard FROM account WHERE id = '${ids.sekSales}'`,
    ],
    check: 'account.one',
    subject: () => 'SALES of the system, shard 0 in SEK',
    says: () => ({ expected: 'one account', actual: '2 accounts' }),
  },
  {
    what: 'verify finds an account outside shard 0 in a currency that does not exist',
    by: () => [inShard('SALES', 'ZZZ')],
    check: 'currency.house',
    subject: () => 'currency ZZZ',
    says: () => ({ actual: 'no currency' }),
  },
  {
    what: 'verify finds an entry moved to another shard, where it continues no chain',
    by: () => [
      inShard('EXTERNAL', 'USD'),
      `UPDATE entry SET account_id = '${IN_SHARD}' WHERE account_id = '${ids.external}' AND seq = 2`,
    ],
    check: 'entry.seq',
    subject: () => `entry ${IN_SHARD} seq 2`,
    says: () => ({ expected: 'seq 1', actual: 'seq 2' }),
  },
  {
    what: 'verify finds one entry on a system account split into two in two shards',
    by: () => [
      inShard('EXTERNAL', 'USD'),
      ...rechained(
        `UPDATE entry SET amount = amount + 1 WHERE transaction_id = '${ids.deposit}' AND amount < 0`,
        `INSERT INTO entry SELECT '${IN_SHARD}', 1, account_kind, transaction_id, phase, -1, -1, created_at
           FROM entry WHERE transaction_id = '${ids.deposit}' AND amount < 0`,
      ),
    ],
    check: 'transaction.oneEntry',
    subject: () => `transaction ${ids.deposit}`,
    says: () => ({
      expected: `one entry in POST on account ${IN_SHARD}`,
      actual: '2 entries',
    }),
  },
  {
    what: 'verify finds a reversal of less in another shard',
    by: () => [
      inShard('EXTERNAL', 'USD'),
      ...rechained(
        `UPDATE entry SET amount = amount - sign(amount), account_id = CASE WHEN account_kind = 'EXTERNAL' THEN '${IN_SHARD}' ELSE account_id END
          WHERE transaction_id = '${ids.reversal}'`,
        `UPDATE transaction SET amount = amount - 1 WHERE id = '${ids.reversal}'`,
      ),
    ],
    check: 'transaction.reversal',
    subject: () => `transaction ${ids.reversal}`,
    says: () => ({
      actual: `1 left on account ${ids.bobCash}, -1 left on account EXTERNAL of the system in USD`,
    }),
  },
];

describe('verify names the first fault of a book with corrupted shards', () => {
  testSpoilings(SPOILINGS);
});

test('verify accepts a reversal in another shard than its original', async () => {
  const moved = [
    inShard('EXTERNAL', 'USD'),
    ...rechained(
      `UPDATE entry SET account_id = '${IN_SHARD}'
        WHERE account_id = '${ids.external}' AND transaction_id = '${ids.reversal}'`,
    ),
  ];
  for (const { findings } of await spoilt(moved)) expect(findings).toEqual([]);
});
