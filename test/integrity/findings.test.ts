import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { ids, testSpoilings, useVariedBook, type Spoiling } from '../support/varied-book.js';

useVariedBook();

const entryAt = (account: 'aliceCash' | 'bobCash' | 'external' | 'closedCash', seq: number) => () =>
  `entry ${ids[account]} seq ${seq}`;
/** The first by id of the two entries of the transfer. */
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
    what: 'an amount',
    by: setEntry('amount = amount - 1', 4),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
    says: () => ({ expected: 'balance 9399', actual: 'balance 9400' }),
  },
  {
    what: 'the first amount',
    by: () => [
      'ALTER TABLE entry DROP CONSTRAINT entry_chain_begins_at_zero',
      ...setEntry('amount = amount - 1', 1)(),
    ],
    check: 'entry.balance',
    subject: entryAt('aliceCash', 1),
    says: () => ({ expected: 'balance 9999', actual: 'balance 10000' }),
  },
  {
    what: 'the first amount and balance',
    by: setEntry('amount = amount - 1, balance = balance - 1', 1),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 2),
    says: () => ({ expected: 'balance 9899', actual: 'balance 9900' }),
  },
  {
    what: 'the line that refuses an overdraft',
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
    what: 'an amount and all balances after it to NaN',
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
    what: 'a balance',
    by: setEntry('balance = balance + 1', 4),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
    says: () => ({ expected: 'balance 9400', actual: 'balance 9401' }),
  },
  {
    what: 'the newest balance',
    by: setEntry('balance = balance + 1', 7),
    check: 'entry.balance',
    subject: entryAt('aliceCash', 7),
  },
  {
    what: 'amount and all balances after it',
    by: () => [
      `UPDATE entry SET amount = amount + 1 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET balance = balance + 1 WHERE account_id = '${ids.aliceCash}' AND seq >= 4`,
    ],
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: () => ({ expected: 'sum 0', actual: 'sum 1' }),
  },
  {
    what: 'both amounts, and all balances after them',
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
    what: "an account's kind in an entry",
    by: setEntry(`account_kind = 'HELD'`, 4),
    check: 'entry.account',
    subject: entryAt('aliceCash', 4),
    says: () => ({ expected: 'an account of kind HELD', actual: 'kind CASH' }),
  },
  {
    what: 'the newest seq',
    by: setEntry('seq = 8', 7),
    check: 'entry.seq',
    subject: entryAt('aliceCash', 8),
    says: () => ({ expected: 'seq 7', actual: 'seq 8' }),
  },
  {
    what: 'the order of two entries',
    by: () => [
      `UPDATE entry SET seq = 99 WHERE account_id = '${ids.aliceCash}' AND seq = 4`,
      `UPDATE entry SET seq = 4 WHERE account_id = '${ids.aliceCash}' AND seq = 5`,
      `UPDATE entry SET seq = 5 WHERE account_id = '${ids.aliceCash}' AND seq = 99`,
    ],
    check: 'entry.balance',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'a time to before the entry before it',
    by: setEntry(`created_at = created_at - interval '1 day'`, 4),
    check: 'entry.createdAt',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'a time to after the entry after it',
    by: setEntry(`created_at = created_at + interval '1 day'`, 4),
    check: 'entry.createdAt',
    subject: entryAt('aliceCash', 5),
  },
  {
    what: 'a time by a millisecond',
    by: setEntry(`created_at = created_at + interval '1 ms'`, 4),
    check: 'entry.time',
    subject: entryAt('aliceCash', 4),
  },
  {
    what: 'the newest time',
    by: setEntry(`created_at = created_at + interval '1 day'`, 7),
    check: 'entry.time',
    subject: entryAt('aliceCash', 7),
  },
  {
    what: "one entry's phase",
    by: setEntry(`phase = 'HOLD'`, 4),
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase HOLD in USD'),
  },
  {
    what: "both entries' phase",
    by: () => [`UPDATE entry SET phase = 'HOLD' WHERE transaction_id = '${ids.transfer}'`],
    check: 'entry.phase',
    subject: eitherEntry,
    says: () => ({ expected: 'a phase of a TRANSFER', actual: 'phase HOLD' }),
  },
  {
    what: "one entry's transaction",
    by: () => setEntry(`transaction_id = '${ids.newest}'`, 4)(),
    check: 'transaction.zeroSum',
    subject: transactionOf('transfer', ' phase POST in USD'),
    says: () => ({ expected: 'sum 0', actual: 'sum 300' }),
  },
  {
    what: "both entries' transaction",
    by: () => [
      `UPDATE entry SET transaction_id = '${ids.newest}' WHERE transaction_id = '${ids.transfer}'`,
    ],
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
  },
  {
    what: "both entries' transaction to none",
    by: () => [
      `UPDATE entry SET transaction_id = '${randomUUID()}' WHERE transaction_id = '${ids.transfer}'`,
    ],
    check: 'entry.transaction',
    subject: eitherEntry,
  },
  {
    what: 'the first entry deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 1`],
    check: 'entry.seq',
    subject: entryAt('aliceCash', 2),
    says: () => ({ expected: 'seq 1', actual: 'seq 2' }),
  },
  {
    what: 'a middle entry deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 4`],
    check: 'entry.seq',
    subject: entryAt('aliceCash', 5),
    says: () => ({ expected: 'seq 4', actual: 'seq 5' }),
  },
  {
    what: 'the newest entry deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 7`],
    check: 'transaction.zeroSum',
    subject: transactionOf('newest', ' phase POST in USD'),
  },
  {
    what: 'a whole chain deleted',
    by: () => [`DELETE FROM entry WHERE account_id = '${ids.aliceCash}'`],
    check: 'transaction.zeroSum',
    subject: transactionOf('deposit', ' phase POST in USD'),
  },
  {
    what: 'all entries of a transaction deleted',
    by: () => [`DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`],
    check: 'transaction.amount',
    subject: transactionOf('reversal'),
    says: () => ({ expected: 'POST of 300', actual: 'no POST' }),
  },
  {
    what: 'the newest transaction and its entries deleted',
    by: () => [
      `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
      `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'idempotency_key reversal of admin',
  },
  {
    what: 'a transaction deleted',
    by: () => [`DELETE FROM transaction WHERE id = '${ids.transfer}'`],
    check: 'entry.transaction',
    subject: eitherEntry,
  },
  {
    what: "a transaction's amount",
    by: setTransaction('amount = amount + 1'),
    check: 'transaction.amount',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'POST of 301', actual: 'POST of 300' }),
  },
  {
    what: "a transaction's status",
    by: setTransaction(`status = 'FAILED'`),
    check: 'transaction.status',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'a status that a TRANSFER can have', actual: 'FAILED' }),
  },
  {
    what: "a transaction's kind",
    by: setTransaction(`kind = 'GIFT'`),
    check: 'transaction.status',
    subject: transactionOf('transfer'),
  },
  {
    what: "a transaction's currency",
    by: setTransaction(`currency = 'EUR'`),
    check: 'transaction.currency',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'USD', actual: 'EUR' }),
  },
  {
    what: "a transaction's wallet",
    by: () => setTransaction(`wallet_id = '${ids.closed}'`)(),
    check: 'transaction.wallet',
    subject: transactionOf('transfer'),
  },
  {
    what: "a transaction's wallet to none",
    by: () => setTransaction(`wallet_id = '${randomUUID()}'`)(),
    check: 'transaction.currency',
    subject: transactionOf('transfer'),
    says: () => ({ expected: 'a wallet', actual: 'USD' }),
  },
  {
    what: "a transaction's other wallet",
    by: setTransaction('counter_wallet_id = NULL'),
    check: 'transaction.wallet',
    subject: transactionOf('transfer'),
  },
  {
    what: 'when a transaction began',
    by: setTransaction(`created_at = created_at + interval '1 day'`),
    check: 'transaction.times',
    subject: transactionOf('transfer'),
  },
  {
    what: 'when a transaction completed',
    by: setTransaction('completed_at = NULL'),
    check: 'transaction.shape',
    subject: transactionOf('transfer'),
    says: () => ({
      expected: 'COMPLETED, completed_at, details {}',
      actual: 'TRANSFER COMPLETED, no completed_at, details {}',
    }),
  },
  {
    what: 'when a transaction completed, by a millisecond',
    by: setTransaction(`completed_at = completed_at + interval '1 ms'`),
    check: 'entry.time',
    subject: eitherEntry,
  },
  {
    what: 'which transaction was reversed',
    by: () => setTransaction(`original_id = '${ids.transfer}'`, 'reversal')(),
    check: 'transaction.reversal',
    subject: transactionOf('reversal'),
  },
  {
    what: "an account's kind",
    by: () => [`UPDATE account SET kind = 'HELD' WHERE id = '${ids.aliceCash}'`],
    check: 'entry.account',
    subject: entryAt('aliceCash', 1),
  },
  {
    what: "an account's currency",
    by: () => [`UPDATE account SET currency = 'EUR' WHERE id = '${ids.aliceCash}'`],
    check: 'transaction.zeroSum',
    subject: transactionOf('deposit', ' phase POST in EUR'),
  },
  {
    what: "an account's wallet",
    by: () => [
      `UPDATE account SET wallet_id = (SELECT id FROM wallet WHERE owner_id = 'without accounts') WHERE id = '${ids.closedCash}'`,
    ],
    check: 'transaction.wallet',
    subject: transactionOf('closedDeposit'),
  },
  {
    what: 'an account deleted',
    by: () => [`DELETE FROM account WHERE id = '${ids.aliceCash}'`],
    check: 'entry.account',
    subject: entryAt('aliceCash', 1),
    says: () => ({ expected: 'an account of kind CASH', actual: 'no account' }),
  },
  {
    what: 'a system account deleted',
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
    what: 'a currency deleted',
    by: () => [`DELETE FROM currency WHERE code = 'SEK'`],
    check: 'currency.house',
    subject: () => 'currency SEK',
    says: () => ({ expected: 'a currency with 8 system accounts', actual: 'no currency' }),
  },
  {
    what: "a wallet's currency",
    by: () => [`UPDATE wallet SET currency = 'EUR' WHERE id = '${ids.alice}'`],
    check: 'transaction.currency',
    subject: transactionOf('deposit'),
  },
  {
    what: 'a wallet deleted',
    by: () => [`DELETE FROM wallet WHERE id = '${ids.alice}'`],
    check: 'transaction.currency',
    subject: transactionOf('deposit'),
    says: () => ({ expected: 'a wallet', actual: 'USD' }),
  },
  {
    what: 'a wallet with money closed',
    by: () => [`UPDATE wallet SET status = 'CLOSED' WHERE id = '${ids.alice}'`],
    check: 'wallet.closed',
    subject: () => `wallet ${ids.alice} account CASH`,
    says: () => ({ expected: 'balance 0', actual: 'balance 7900' }),
  },
];

describe('verify names the first wrong row, whatever portions it reads in, after somebody has changed', () => {
  testSpoilings(SPOILINGS);
});
