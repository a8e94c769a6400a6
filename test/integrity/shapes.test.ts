import { describe } from '@jest/globals';
import { ids, useVariedBook } from '../support/varied-book.js';
import { ONE_PORTION, setTransaction, type Spoiling, testSpoilings } from '../support/spoilings.js';

useVariedBook();

const SHAPES: readonly Spoiling[] = [
  {
    what: 'verify finds a transfer whose payer and receiver are swapped',
    by: () => setTransaction(`wallet_id = '${ids.bob}', counter_wallet_id = '${ids.alice}'`),
    check: 'transaction.entries',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({
      expected: 'POST + counterWallet CASH; POST - wallet CASH',
      actual: `POST CASH of wallet ${ids.alice} -300 USD; POST CASH of wallet ${ids.bob} 300 USD`,
    }),
  },
  {
    what: 'verify finds one legal kind changed to another',
    by: () => setTransaction(`kind = 'ADJUSTMENT'`),
    check: 'transaction.shape',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({
      expected: [
        'PENDING, no completed_at, details {"direction": "CREDIT"}',
        'PENDING, no completed_at, details {"finding": "any text", "direction": "CREDIT"}',
        'COMPLETED, completed_at, details {"direction": "CREDIT"}',
        'COMPLETED, completed_at, details {"finding": "any text", "direction": "CREDIT"}',
        'FAILED, no completed_at, details {"direction": "CREDIT"}',
        'FAILED, no completed_at, details {"finding": "any text", "direction": "CREDIT"}',
        'PENDING, no completed_at, details {"direction": "DEBIT"}',
        'PENDING, no completed_at, details {"finding": "any text", "direction": "DEBIT"}',
        'COMPLETED, completed_at, details {"direction": "DEBIT"}',
        'COMPLETED, completed_at, details {"finding": "any text", "direction": "DEBIT"}',
        'FAILED, no completed_at, details {"direction": "DEBIT"}',
        'FAILED, no completed_at, details {"finding": "any text", "direction": "DEBIT"}',
        'COMPLETED, completed_at, details {"legacy": "any text", "direction": "CREDIT"}',
        'COMPLETED, completed_at, details {"legacy": "any text", "direction": "CREDIT", "statement": "any text", "application": "any text"}',
        'COMPLETED, completed_at, details {"legacy": "any text", "direction": "DEBIT"}',
        'COMPLETED, completed_at, details {"legacy": "any text", "direction": "DEBIT", "statement": "any text", "application": "any text"}',
      ].join(' or '),
      actual: 'ADJUSTMENT COMPLETED, completed_at, details {}',
    }),
  },
  {
    what: 'verify finds one legal kind changed to another, with all columns that fit it',
    by: () => setTransaction(`kind = 'ADJUSTMENT', details = '{"direction": "CREDIT"}'`, 'deposit'),
    check: 'transaction.entries',
    subject: () => `transaction ${ids.deposit}`,
    says: () => ({
      expected: 'POST + wallet CASH; POST - system ADJUSTMENTS',
      actual: 'POST EXTERNAL of the system -10000 USD',
    }),
  },
  {
    what: 'verify finds a deposit with a second wallet',
    by: () => setTransaction(`counter_wallet_id = '${ids.bob}'`, 'deposit'),
    check: 'transaction.columns',
    subject: () => `transaction ${ids.deposit}`,
    says: () => ({ expected: 'no other wallet', actual: 'another wallet' }),
  },
  {
    what: 'verify finds a deposit with an original',
    by: () => setTransaction(`original_id = '${ids.transfer}'`, 'deposit'),
    check: 'transaction.columns',
    subject: () => `transaction ${ids.deposit}`,
    says: () => ({ expected: 'no original', actual: 'an original' }),
  },
  {
    what: 'verify finds a changed direction of an adjustment',
    by: () => setTransaction(`details = '{"direction": "CREDIT"}'`, 'adjustment'),
    check: 'transaction.entries',
    subject: () => `transaction ${ids.adjustment}`,
    says: () => ({
      expected: 'POST + wallet CASH; POST - system ADJUSTMENTS',
      actual: `POST ADJUSTMENTS of the system 100 USD; POST CASH of wallet ${ids.closed} -100 USD`,
    }),
  },
  {
    what: 'verify finds an adjustment without a direction',
    by: () => setTransaction(`details = '{}'`, 'adjustment'),
    check: 'transaction.shape',
    subject: () => `transaction ${ids.adjustment}`,
  },
  {
    what: 'verify finds an account and its entries changed from CASH to CREDIT',
    by: () => [
      `UPDATE account SET kind = 'CREDIT' WHERE id = '${ids.closedCash}'`,
      `UPDATE entry SET account_kind = 'CREDIT' WHERE account_id = '${ids.closedCash}'`,
    ],
    check: 'transaction.entries',
    subject: () => `transaction ${ids.closedDeposit}`,
    says: () => ({
      expected: 'POST + wallet CASH; POST - system EXTERNAL',
      actual: `POST CREDIT of wallet ${ids.closed} 100 USD`,
    }),
  },
  {
    what: 'verify finds two extra entries that cancel out',
    by: () => [
      // At the end of alice's chain, so no link breaks, with amounts that cancel out.
      `INSERT INTO entry SELECT account_id, 8, account_kind, transaction_id, phase, -1, balance - 1, created_at
         FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 7`,
      `INSERT INTO entry SELECT account_id, 9, account_kind, transaction_id, phase, 1, balance + 1, created_at
         FROM entry WHERE account_id = '${ids.aliceCash}' AND seq = 8`,
      setTransaction('amount = amount + 1', 'newest')[0] ?? '',
    ],
    check: 'transaction.entries',
    subject: () => `transaction ${ids.newest}`,
  },
  {
    what: 'verify finds both entries and the status changed to a hold',
    by: () => [
      `UPDATE entry SET phase = 'HOLD' WHERE transaction_id = '${ids.transfer}'`,
      ...setTransaction(`status = 'PENDING'`),
      `INSERT INTO transaction_transition VALUES ('TRANSFER', '', 'PENDING')`,
    ],
    check: 'entry.phase',
    subject: () => `entry ${[ids.aliceCash, ids.bobCash].sort()[0] ?? ''} seq 4`,
    says: () => ({ expected: 'a phase of a TRANSFER', actual: 'phase HOLD' }),
  },
  {
    what: 'verify finds both entries, the status and the phases of the kind changed to a hold',
    by: () => [
      `UPDATE entry SET phase = 'HOLD' WHERE transaction_id = '${ids.transfer}'`,
      ...setTransaction(`status = 'PENDING'`),
      `INSERT INTO transaction_transition VALUES ('TRANSFER', '', 'PENDING')`,
      `INSERT INTO transaction_phase VALUES ('TRANSFER', 'HOLD')`,
    ],
    check: 'transaction.shape',
    subject: () => `transaction ${ids.transfer}`,
  },
];

const about = (amount: number): string => `${amount} USD wallet ${ids.bob}`;
const REVERSALS: readonly Spoiling[] = [
  {
    what: 'verify finds a reversal with a second wallet',
    by: () => setTransaction(`counter_wallet_id = '${ids.alice}'`, 'reversal'),
    check: 'transaction.original',
    subject: () => `transaction ${ids.reversal}`,
    says: () => ({ expected: about(300), actual: `${about(300)} and ${ids.alice}` }),
  },
  {
    what: 'verify finds a reversal without an original',
    by: () => [
      'ALTER TABLE transaction DROP CONSTRAINT transaction_reversal_names_original',
      ...setTransaction('original_id = NULL', 'reversal'),
    ],
    check: 'transaction.columns',
    subject: () => `transaction ${ids.reversal}`,
    says: () => ({ expected: 'an original', actual: 'no original' }),
  },
  {
    what: 'verify finds a reversal of a reversal',
    by: () => setTransaction(`kind = 'REVERSAL', original_id = '${ids.reversal}'`, 'mistake'),
    check: 'transaction.original',
    subject: () => `transaction ${ids.mistake}`,
  },
  {
    what: 'verify finds a second reversal of a transaction',
    by: () => [
      'DROP INDEX transaction_reversed_once',
      // The whole reversal a second time, entries included.
      `INSERT INTO transaction SELECT gen_random_uuid(), kind, status, currency, amount, wallet_id, counter_wallet_id, original_id,
              replaces_id, bonus_owner, reference, description, metadata, details, status_reason, initiated_by, initiated_by_program, created_at,
              completed_at
         FROM transaction WHERE id = '${ids.reversal}'`,
      `INSERT INTO entry
       SELECT e.account_id, e.seq + 1, e.account_kind, t.id, e.phase, e.amount, e.balance + e.amount, e.created_at
         FROM entry e JOIN transaction t ON t.original_id = '${ids.mistake}' AND t.id <> e.transaction_id
        WHERE e.transaction_id = '${ids.reversal}'`,
    ],
    check: 'transaction.reversedOnce',
    subject: () => `transaction ${ids.mistake}`,
    says: () => ({ expected: 'at most one reversal', actual: '2 reversals' }),
  },
];

const WALLETS: readonly Spoiling[] = [
  {
    what: 'verify finds a changed number of digits of a currency',
    by: () => [`UPDATE currency SET digits = 3 WHERE code = 'USD'`],
    check: 'currency.definition',
    subject: () => 'currency USD',
    says: () => ({ expected: '2 digits, US Dollar', actual: '3 digits, US Dollar' }),
  },
  {
    what: 'verify finds a changed name of a currency outside ISO 4217',
    by: () => [`UPDATE currency SET name = 'Token' WHERE code = 'COIN'`],
    check: 'currency.definition',
    subject: () => 'currency COIN',
    says: () => ({ expected: '0 digits, Coin', actual: '0 digits, Token' }),
  },
  {
    what: "verify finds a system account of a wallet's kind after the rule against it is dropped",
    by: () => [
      'ALTER TABLE account DROP CONSTRAINT account_kind_known',
      `UPDATE account SET kind = 'CASH' WHERE wallet_id IS NULL AND currency = 'SEK' AND kind = 'SALES'`,
    ],
    check: 'account.kind',
    subject: () => `account ${ids.sekSales}`,
    says: () => ({ expected: 'a kind of a system account', actual: 'CASH' }),
  },
  {
    what: 'verify finds an account of the system with a name that no system account has',
    by: () => [
      `INSERT INTO account (id, kind, currency, shard) VALUES ('${ids.transfer}', 'NOPE', 'USD', 7)`,
    ],
    check: 'account.kind',
    subject: () => `account ${ids.transfer}`,
    says: () => ({ expected: 'a kind of a system account', actual: 'NOPE' }),
  },
  {
    what: 'verify finds a built-in system account that another caller claims',
    by: () => [`UPDATE system_account SET created_by = 'mallory' WHERE name = 'SALES'`],
    check: 'systemAccount.builtIn',
    subject: () => 'system_account SALES',
    says: () => ({ actual: 'one of mallory' }),
  },
  {
    what: "verify finds a system account with the name of a wallet's account",
    by: () => [
      'ALTER TABLE system_account DROP CONSTRAINT system_account_of_no_wallet',
      `UPDATE system_account SET name = 'OWED' WHERE name = 'VAT'`,
    ],
    check: 'systemAccount.name',
    subject: () => 'system_account OWED',
  },
  {
    what: "verify finds a wallet's account, with its entries, of a kind that no wallet has",
    by: () => [
      'ALTER TABLE account DROP CONSTRAINT account_kind_known',
      `UPDATE account SET kind = 'SALES' WHERE id = '${ids.closedCash}'`,
      `UPDATE entry SET account_kind = 'SALES' WHERE account_id = '${ids.closedCash}'`,
    ],
    check: 'account.kind',
    subject: () => `account ${ids.closedCash}`,
    says: () => ({ expected: 'a kind of a wallet', actual: 'SALES' }),
  },
  {
    what: 'verify finds an empty account in another currency than its wallet',
    by: () => [
      `INSERT INTO account SELECT '${ids.transfer}', id, 'HELD', 'EUR' FROM wallet WHERE owner_id = 'without accounts'`,
    ],
    check: 'account.currency',
    subject: () => `account ${ids.transfer}`,
    says: () => ({ expected: 'JPY', actual: 'EUR' }),
  },
  {
    what: 'verify finds a wallet in a currency that the book does not have',
    by: () => [
      `UPDATE wallet SET id = '${ids.transfer}', currency = 'ZZZ' WHERE owner_id = 'without accounts'`,
    ],
    check: 'wallet.currency',
    subject: () => `wallet ${ids.transfer}`,
    says: () => ({ expected: 'a currency of the book', actual: 'ZZZ' }),
  },
  {
    what: 'verify finds a second account of a kind in a wallet',
    by: () => [
      'ALTER TABLE account DROP CONSTRAINT account_one_per_wallet_and_kind',
      `INSERT INTO account SELECT gen_random_uuid(), wallet_id, kind, currency FROM account WHERE id = '${ids.aliceCash}'`,
    ],
    check: 'account.one',
    subject: () => `CASH of wallet ${ids.alice} in USD`,
    says: () => ({ expected: 'one account', actual: '2 accounts' }),
  },
];

describe('verify names the first transaction of a corrupted book that is not as its kind writes it', () => {
  testSpoilings(SHAPES, ONE_PORTION);
});

describe('verify names the first reversal of a corrupted book that does not mirror its original', () => {
  testSpoilings(REVERSALS, ONE_PORTION);
});

describe('verify names the first wrong account or currency of a corrupted book', () => {
  testSpoilings(WALLETS, ONE_PORTION);
});
