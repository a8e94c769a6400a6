import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { idOf, ids, useVariedBook } from '../support/varied-book.js';
import { type Spoiling, testSpoilings } from '../support/spoilings.js';

useVariedBook();

const entryAt = (account: 'aliceCash' | 'bobCash' | 'external' | 'closedCash', seq: number) => () =>
  `entry ${ids[account]} seq ${seq}`;
/** The entry of the transfer that comes first by id. */
const eitherEntry = () => [entryAt('aliceCash', 4)(), entryAt('bobCash', 4)()].sort()[0] ?? '';
const setEntry = (change: string, seq: number) => () => [
  `UPDATE entry SET ${change} WHERE account_id = '${ids.aliceCash}' AND seq = ${seq}`,
];
const setTransaction =
  (change: string, id: 'transfer' | 'reversal' | 'deposit' = 'transfer') =>
  () => [`UPDATE transaction SET ${change} WHERE id = '${ids[id]}'`];
const transactionOf =
  (id: 'transfer' | 'newest' | 'reversal' | 'deposit' | 'closedDeposit', rest = '') =>
  () =>
    `transaction ${ids[id]}${rest}`;

const SPOILINGS: readonly Spoiling[] = [
  {
    what: 'verify finds a changed amount',
    by: setEntry('amount = amount - 1', 4),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
    says: () => ({ expected: 'balance 9399', actual: 'balance 9400' }),
  },
  {
    what: 'verify finds a changed first amount',
    by: () => [
      'ALTER TABLE entry DROP CONSTRAINT entry_chain_begins_at_zero',
      ...setEntry('amount = amount - 1', 1)(),
    ],
    check: 'entry.balance',
    subject: entryAt('aliceCash', 1),
    says: () => ({ expected: 'balance 9999', actual: 'balance 10000' }),
  },
  {
    what: 'verify finds a changed first amount with its balance',
    by: setEntry('amount = amount - 1, balance = balance - 1', 1),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 2),
    says: () => ({ expected: 'balance 9899', actual: 'balance 9900' }),
  },
  {
    what: 'verify finds an overdraft after the rule against it is dropped',
    by: () => [
      'ALTER TABLE entry DROP CONSTRAINT entry_not_below_floor',
      `UPDATE entry SET amount = amount - 9000 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance - 9000 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'entry.floor',
    subject: entryAt('aliceCash', 6),
    says: () => ({ expected: 'balance at least 0', actual: 'balance -500' }),
  },
  {
    what: 'verify finds an amount and all balances after it changed to NaN',
    by: () => [
      'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
      `UPDATE entry SET amount = 'NaN' WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = 'NaN' WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: () => ({ expected: 'sum 0', actual: 'sum NaN' }),
  },
  {
    what: 'verify finds a changed balance',
    by: setEntry('balance = balance + 1', 4),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
    says: () => ({ expected: 'balance 9400', actual: 'balance 9401' }),
  },
  {
    what: 'verify finds a changed newest balance',
    by: setEntry('balance = balance + 1', 7),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 7),
  },
  {
    what: 'verify finds a changed amount with all balances after it',
    by: () => [
      `UPDATE entry SET amount = amount + 1 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance + 1 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: () => ({ expected: 'sum 0', actual: 'sum 1' }),
  },
  {
    what: 'verify finds changed amounts on both sides, with all balances after them',
    by: () => [
      `UPDATE entry SET amount = amount + 1 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance + 1 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
      `UPDATE entry SET amount = amount - 1 WHERE account_id = '${ids.bobCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance - 1 WHERE account_id = '${ids.bobCash}' AND seq >= 4`,
    ],
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'POST of 300', actual: 'POST of 299' }),
  },
  {
    what: 'verify finds a changed account kind in an entry',
    by: setEntry(`account_kind = 'HELD'`, 4),
    check: 'entry.account',
    subject: entryAt('aliceCash', 4),
    says: () => ({ expected: 'an account of kind HELD', actual: 'kind CASH' }),
  },
  {
    what: 'verify finds a changed newest seq',
    by: setEntry('seq = 8', 7),
    check: 'entry.seq',
    subject: entryAt('aliceCash', 8),
    says: () => ({ expected: 'seq 7', actual: 'seq 8' }),
  },
  {
    what: 'verify finds two entries that swapped places',
    by: () => [
      `UPDATE entry SET seq = 99 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET seq = 4 WHERE account_id = '${ids.aliceCash}' AND seq = 5`,
      `UPDATE entry SET seq = 5 WHERE account_id = '${ids.aliceCash}' AND seq = 99`,
    ],
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'verify finds an entry that is older than the one before it',
    by: setEntry(`created_at = created_at - interval '1 day'`, 4),
    check: 'entry.createdAt',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'verify finds an entry that is newer than the one after it',
    by: setEntry(`created_at = created_at + interval '1 day'`, 4),
    check: 'entry.createdAt',
    subject: entryAt('aliceCash', 5),
  },
  {
    what: 'verify finds a time changed by a millisecond',
    by: setEntry(`created_at = created_at + interval '1 ms'`, 4),
    check: 'entry.time',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'verify finds a changed newest time',
    by: setEntry(`created_at = created_at + interval '1 day'`, 7),
    check: 'entry.time',
    subject: entryAt('aliceCash', 7),
  },
  {
    what: 'verify finds a changed phase of one entry',
    by: setEntry(`phase = 'HOLD'`, 4),
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase HOLD in USD'),
  },
  {
    what: 'verify finds a changed phase of both entries',
    by: () => [`UPDATE entry SET phase = 'HOLD' WHERE transaction_id = '${ids.transfer}'`],
    check: 'entry.phase',
    subject: eitherEntry,
    says: () => ({ expected: 'a phase of a TRANSFER', actual: 'phase HOLD' }),
  },
  {
    what: 'verify finds one entry moved to another transaction',
    by: () => setEntry(`transaction_id = '${ids.newest}'`, 4)(),
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: () => ({ expected: 'sum 0', actual: 'sum 300' }),
  },
  {
    what: 'verify finds both entries moved to another transaction',
    by: () => [
      `UPDATE entry SET transaction_id = '${ids.newest}' WHERE transaction_id = '${ids.transfer}'`,
    ],
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
  },
  {
    what: 'verify finds both entries moved to a missing transaction',
    by: () => [
      `UPDATE entry SET transaction_id = '${randomUUID()}' WHERE transaction_id = '${ids.transfer}'`,
    ],
    check: 'entry.transaction',
    subject: eitherEntry,
  },
  {
    what: 'verify finds that the first entry is deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 1`],
    check: 'entry.seq',
    subject: entryAt('aliceCash', 2),
    says: () => ({ expected: 'seq 1', actual: 'seq 2' }),
  },
  {
    what: 'verify finds that a middle entry is deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 4`],
    check: 'entry.seq',
    subject: entryAt('aliceCash', 5),
    says: () => ({ expected: 'seq 4', actual: 'seq 5' }),
  },
  {
    what: 'verify finds that the newest entry is deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 7`],
    check: 'transaction.zeroSum',
    subject: transactionOf('newest', ' phase POST in USD'),
  },
  {
    what: 'verify finds that a whole chain is deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}'`],
    check: 'transaction.zeroSum',
    subject: transactionOf('deposit', ' phase POST in USD'),
  },
  {
    what: 'verify finds that all entries of a transaction are deleted',
    by: () => [`DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`],
    check: 'transaction.amount',
    subject: transactionOf('reversal'),
    says: () => ({ expected: 'POST of 300', actual: 'no POST' }),
  },
  {
    what: 'verify finds that the newest transaction and its entries are deleted',
    by: () => [
      `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
      `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'command reversal of admin',
  },
  {
    what: 'verify finds that a transaction is deleted',
    by: () => [`DELETE FROM transaction WHERE id = '${ids.transfer}'`],
    check: 'entry.transaction',
    subject: eitherEntry,
  },
  {
    what: 'verify finds a changed amount of a transaction',
    by: setTransaction('amount = amount + 1'),
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'POST of 301', actual: 'POST of 300' }),
  },
  {
    what: 'verify finds a changed status of a transaction',
    by: setTransaction(`status = 'FAILED'`),
    check: 'transaction.status',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'a status that a TRANSFER can have', actual: 'FAILED' }),
  },
  {
    what: 'verify finds a changed kind of a transaction',
    by: setTransaction(`kind = 'GIFT'`),
    check: 'transaction.status',
    subject: transactionOf('transfer'),
  },
  {
    what: 'verify finds a changed currency of a transaction',
    by: setTransaction(`currency = 'EUR'`),
    check: 'transaction.currency',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'USD', actual: 'EUR' }),
  },
  {
    what: 'verify finds a changed wallet of a transaction',
    by: () => setTransaction(`wallet_id = '${ids.closed}'`)(),
    check: 'transaction.wallet',
    subject: transactionOf('transfer'),
  },
  {
    what: 'verify finds a missing wallet of a transaction',
    by: () => setTransaction(`wallet_id = '${randomUUID()}'`)(),
    check: 'transaction.currency',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'a wallet', actual: 'USD' }),
  },
  {
    what: 'verify finds a removed second wallet of a transaction',
    by: setTransaction('counter_wallet_id = NULL'),
    check: 'transaction.wallet',
    subject: transactionOf('transfer'),
  },
  {
    what: 'verify finds a changed beginning of a transaction',
    by: setTransaction(`created_at = created_at + interval '1 day'`),
    check: 'transaction.times',
    subject: transactionOf('transfer'),
  },
  {
    what: 'verify finds a removed completion time of a transaction',
    by: setTransaction('completed_at = NULL'),
    check: 'transaction.shape',
    subject: transactionOf('transfer'),
    says: () => ({
      expected:
        'COMPLETED, completed_at, details {} or COMPLETED, completed_at, details {"metadata": "SHARED"}',
      actual: 'TRANSFER COMPLETED, no completed_at, details {}',
    }),
  },
  {
    what: 'verify finds a completion time changed by a millisecond',
    by: setTransaction(`completed_at = completed_at + interval '1 ms'`),
    check: 'entry.time',
    subject: eitherEntry,
  },
  {
    what: 'verify finds a reversal that names another transaction',
    by: () => setTransaction(`original_id = '${ids.transfer}'`, 'reversal')(),
    check: 'transaction.reversal',
    subject: transactionOf('reversal'),
  },
  {
    what: 'verify finds a changed kind of an account',
    by: () => [`UPDATE account SET kind = 'HELD' WHERE id = '${ids.aliceCash}'`],
    check: 'entry.account',
    subject: entryAt('aliceCash', 1),
  },
  {
    what: 'verify finds a changed currency of an account',
    by: () => [`UPDATE account SET currency = 'EUR' WHERE id = '${ids.aliceCash}'`],
    check: 'transaction.zeroSum',
    subject: transactionOf('deposit', ' phase POST in EUR'),
  },
  {
    what: 'verify finds an account moved to another wallet',
    by: () => [
      `UPDATE account SET wallet_id = (SELECT id FROM wallet WHERE owner_id = 'without accounts') WHERE id = '${ids.closedCash}'`,
    ],
    check: 'transaction.wallet',
    subject: transactionOf('closedDeposit'),
  },
  {
    what: 'verify finds that an account is deleted',
    by: () => [`DELETE FROM account WHERE id = '${ids.aliceCash}'`],
    check: 'entry.account',
    subject: entryAt('aliceCash', 1),
    says: () => ({ expected: 'an account of kind CASH', actual: 'no account' }),
  },
  {
    what: 'verify finds that a system account is deleted',
    by: () => [
      `DELETE FROM account WHERE wallet_id IS NULL AND currency = 'SEK' AND kind = 'SALES'`,
    ],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: () => ({
      expected: 'a currency with 8 system accounts',
      actual: '7 accounts',
    }),
  },
  {
    what: 'verify finds that a currency is deleted',
    by: () => [`DELETE FROM currency WHERE code = 'SEK'`],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: () => ({ expected: 'a currency with 8 system accounts', actual: 'no currency' }),
  },
  {
    what: 'verify finds a changed currency of a wallet',
    by: () => [`UPDATE wallet SET currency = 'EUR' WHERE id = '${ids.alice}'`],
    check: 'transaction.currency',
    subject: transactionOf('deposit'),
  },
  {
    what: 'verify finds that a wallet is deleted',
    by: () => [`DELETE FROM wallet WHERE id = '${ids.alice}'`],
    check: 'transaction.currency',
    subject: transactionOf('deposit'),
    says: () => ({ expected: 'a wallet', actual: 'USD' }),
  },
  {
    what: 'verify finds a closed wallet that has money',
    by: () => [`UPDATE wallet SET status = 'CLOSED' WHERE id = '${ids.alice}'`],
    check: 'wallet.closed',
    subject: () => `wallet ${ids.alice} account CASH`,
    says: () => ({ expected: 'balance 0', actual: 'balance 7900' }),
  },
  {
    what: 'verify finds a closed wallet that has a pending transaction',
    by: () => [
      `UPDATE transaction SET wallet_id = '${ids.closed}' WHERE id = '${idOf('announced')}'`,
    ],
    check: 'wallet.closed',
    subject: () => `wallet ${ids.closed} transaction ${idOf('announced')}`,
    says: () => ({ expected: 'nothing pending', actual: 'a DEPOSIT that is PENDING' }),
  },
];

describe('verify names the first wrong row of a corrupted book, at every portion size', () => {
  testSpoilings(SPOILINGS);
});
