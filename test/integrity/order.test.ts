import { idOf, ids, useVariedBook } from '../support/varied-book.js';
import { ONE_PORTION, setTransaction, type Spoiling, testSpoilings } from '../support/spoilings.js';

useVariedBook();

const positionOf = (table: string, id: string): string =>
  `(SELECT position FROM ${table} WHERE id = '${id}')`;

const SPOILINGS: readonly Spoiling[] = [
  {
    what: 'verify finds two transactions at one position',
    by: () => [
      'ALTER TABLE transaction DROP CONSTRAINT transaction_position_taken_once',
      ...setTransaction(`position = ${positionOf('transaction', ids.deposit)}`),
    ],
    check: 'transaction.position',
    subject: () => `transaction ${idOf('transfer')}`,
    says: () => ({ expected: 'a position of its own' }),
  },
  {
    what: 'verify finds two wallets at one position',
    by: () => [
      'ALTER TABLE wallet DROP CONSTRAINT wallet_position_taken_once',
      `UPDATE wallet SET position = ${positionOf('wallet', ids.alice)} WHERE id = '${ids.bob}'`,
    ],
    check: 'wallet.position',
    subject: () => `wallet ${ids.bob}`,
    says: () => ({ expected: 'a position of its own' }),
  },
  {
    what: 'verify finds a transaction beyond the last position that was drawn, before which new ones would come',
    by: () => setTransaction('position = position + 1', 'reversal'),
    check: 'transaction.position',
    subject: () => `transaction ${ids.reversal}`,
  },
  {
    what: 'verify finds a wallet beyond the last position that was drawn',
    by: () => [`UPDATE wallet SET position = 1000000 WHERE id = '${ids.alice}'`],
    check: 'wallet.position',
    subject: () => `wallet ${ids.alice}`,
    says: () => ({ actual: 'position 1000000' }),
  },
  {
    what: 'verify finds two transactions whose order is not that of their entries',
    by: () => [
      `CREATE TEMP TABLE swapped ON COMMIT DROP AS
       SELECT id, sum(position) OVER () - position AS position FROM transaction WHERE id IN ('${ids.transfer}', '${ids.newest}')`,
      `UPDATE transaction t SET position = -t.position FROM swapped s WHERE t.id = s.id`,
      `UPDATE transaction t SET position = s.position FROM swapped s WHERE t.id = s.id`,
    ],
    check: 'entry.order',
    // The transfers are at 2 to 7 on both chains, and the third and the last are swapped.
    subject: () =>
      [`entry ${ids.aliceCash} seq 5`, `entry ${ids.bobCash} seq 5`].sort()[0] ?? 'none',
  },
];

testSpoilings(SPOILINGS, ONE_PORTION);
