import { describe, expect, test } from '@jest/globals';
import { idOf, ids, owner, useVariedBook } from '../support/varied-book.js';
import {
  ONE_PORTION,
  rechained,
  setEntryOf,
  setTransaction,
  type Spoiling,
  testSpoilings,
} from '../support/spoilings.js';

useVariedBook();

const transaction =
  (name: string, rest = '') =>
  () =>
    `transaction ${idOf(name)}${rest}`;

/** Statements that let a row with wrong splits in. */
const UNGUARDED = [
  'ALTER TABLE transaction DROP CONSTRAINT transaction_splits_form',
  'ALTER TABLE transaction DROP CONSTRAINT transaction_splits_of_kind',
  'ALTER TABLE transaction DROP CONSTRAINT transaction_further_wallets_differ',
  'ALTER TABLE transaction DROP CONSTRAINT transaction_further_wallets_of_kind',
  'ALTER TABLE transaction DROP CONSTRAINT transaction_about_a_wallet',
  'ALTER TABLE transaction DROP CONSTRAINT transaction_effective_of_kind',
  'ALTER TABLE transaction DROP CONSTRAINT transaction_effective_by_then',
  'DROP INDEX transaction_found_by_split',
];

const set = (name: string, change: string): string[] => [
  ...UNGUARDED,
  ...setTransaction(change, name),
];
/** Sets a key of a split. Its number counts from 0. */
const setSplit = (name: string, number: number, key: string, value: string): string[] =>
  set(name, `splits = jsonb_set(splits, '{${number},${key}}', '${value}')`);

const FORMS: readonly Spoiling[] = [
  ...(
    [
      ['of more than the amount', () => setSplit('dividedHeld', 2, 'amount', '"1000"')],
      ['of no amount', () => setSplit('dividedHeld', 2, 'amount', '"none"')],
      ['of an amount that is a number', () => setSplit('dividedHeld', 2, 'amount', '99')],
      ['with a number for a label', () => setSplit('dividedHeld', 2, 'label', '1')],
      ['with a key of no split', () => setSplit('dividedHeld', 2, 'more', '1')],
      ['with two receivers', () => setSplit('dividedHeld', 0, 'systemAccount', '"FEES"')],
      ['to a text that is no wallet', () => setSplit('dividedHeld', 0, 'walletId', '"bob"')],
      ['to an unknown account', () => setSplit('dividedHeld', 2, 'systemAccount', '"NOPE"')],
      ['to SALES', () => setSplit('dividedHeld', 2, 'systemAccount', '"SALES"')],
      [
        'to a wallet that is not among its further ones',
        () => setSplit('dividedHeld', 0, 'walletId', `"${ids.bob}"`),
      ],
      [
        'to a wallet in another currency',
        () => [
          ...setSplit('dividedHeld', 0, 'walletId', `"${idOf('agentEuro')}"`),
          ...setTransaction(
            `further_wallet_ids = array_replace(further_wallet_ids, '${idOf('merchant')}', '${idOf('agentEuro')}')`,
            'dividedHeld',
          ),
        ],
      ],
      [
        'to its own wallet',
        () => [
          ...setSplit('dividedHeld', 0, 'walletId', `"${idOf('shopper')}"`),
          ...setTransaction(
            `further_wallet_ids = array_replace(further_wallet_ids, '${idOf('merchant')}', '${idOf('shopper')}')`,
            'dividedHeld',
          ),
        ],
      ],
      [
        'that are 21',
        () =>
          set(
            'dividedHeld',
            `splits = splits || (SELECT jsonb_agg('{"systemAccount": "FEES", "amount": "1", "label": "x"}'::jsonb) FROM generate_series(1, 17))`,
          ),
      ],
      ['that are none', () => set('dividedHeld', `splits = '[]'`)],
      ['that are no list', () => set('dividedHeld', `splits = '{"amount": "1"}'`)],
      ['that are a list of texts', () => set('dividedHeld', `splits = '["amount"]'`)],
      ['without the one to a further wallet', () => set('dividedHeld', 'splits = splits - 0')],
    ] as const
  ).map(([what, by]): Spoiling => ({
    what: `verify finds splits ${what}`,
    by,
    check: 'split.form',
    subject: transaction('dividedHeld'),
  })),
  {
    what: 'verify finds splits of a kind that has none',
    by: () => set('bonus', `splits = '[{"systemAccount": "FEES", "amount": "1", "label": "fee"}]'`),
    check: 'split.form',
    subject: transaction('bonus'),
  },
];

const plus = (amount: number) => `amount = amount + ${amount}`;
const cashOf = (name: string): string =>
  `AND account_id = (SELECT id FROM account WHERE wallet_id = '${idOf(name)}' AND kind = 'CASH')`;
/** Statements that move an amount between two wallets' parts of a transaction. */
const fromTo = (name: string, from: string, to: string, phase = 'POST', amount = 1): string[] =>
  rechained(
    `${setEntryOf(name, phase, 'CASH', plus(-amount))} ${cashOf(from)}`,
    `${setEntryOf(name, phase, 'CASH', plus(amount))} ${cashOf(to)}`,
  );

const PARTS: readonly Spoiling[] = [
  {
    what: 'verify finds a split whose terms were changed after it was paid',
    by: () => setSplit('dividedTransfer', 0, 'amount', '"31"'),
    check: 'split.parts',
    subject: transaction('dividedTransfer', ' phase POST FEES'),
    says: () => ({ expected: '31 by its splits', actual: '30' }),
  },
  {
    what: 'verify finds terms of a partly captured purchase that were changed by one unit',
    by: () => setSplit('dividedSale', 2, 'amount', '"100"'),
    check: 'split.parts',
    subject: transaction('dividedSale', ' phase POST FEES'),
  },
  {
    what: 'verify finds terms of a deposit that were changed after it failed',
    by: () => [
      ...setSplit('dividedRecalled', 0, 'amount', '"401"'),
      ...setSplit('dividedRecalled', 1, 'amount', '"599"').slice(UNGUARDED.length),
    ],
    check: 'split.parts',
    subject: () => `transaction ${idOf('dividedRecalled')} phase POST ${idOf('agent')}`,
    says: () => ({ expected: '599 by its splits', actual: '600' }),
  },
  {
    what: 'verify finds a part that went to the receiver of the rest',
    by: () => fromTo('dividedTransfer', 'agent', 'merchant'),
    check: 'split.parts',
    subject: () => `transaction ${idOf('dividedTransfer')} phase POST ${idOf('agent')}`,
    says: () => ({ expected: '100 by its splits', actual: '99' }),
  },
  {
    what: 'verify finds a part of a captured purchase that went to another receiver',
    by: () => fromTo('dividedSale', 'merchant', 'agent'),
    check: 'split.parts',
    subject: () => {
      const first = [idOf('agent'), idOf('merchant')].sort()[0] ?? '';
      return `transaction ${idOf('dividedSale')} phase POST ${first}`;
    },
  },
  {
    what: 'verify finds a refund that took one unit from a receiver instead of another',
    by: () => fromTo('dividedRefund', 'merchant', 'agent'),
    check: 'split.parts',
    subject: () => {
      const first = [idOf('agent'), idOf('merchant')].sort()[0] ?? '';
      return `transaction ${idOf('dividedRefund')} phase POST ${first}`;
    },
  },
  {
    what: 'verify finds a failed purchase that took one unit from a receiver instead of another',
    by: () => fromTo('dividedUndone', 'merchant', 'agent', 'REVERT'),
    check: 'split.parts',
    subject: () => {
      const first = [idOf('agent'), idOf('merchant')].sort()[0] ?? '';
      return `transaction ${idOf('dividedUndone')} phase REVERT ${first}`;
    },
  },
  {
    what: 'verify finds a part that went to an account which is no receiver',
    by: () => {
      const sales = `(SELECT id FROM account WHERE kind = 'SALES' AND currency = 'USD' ORDER BY shard LIMIT 1)`;
      const change = `account_id = ${sales}, account_kind = 'SALES', seq = seq + 500000`;
      return rechained(setEntryOf('dividedTransfer', 'POST', 'FEES', change));
    },
    check: 'transaction.entries',
    subject: transaction('dividedTransfer'),
    says: () => ({
      expected:
        'POST + counterWallet CASH; POST + split CASH; POST + split OWN; POST - wallet CASH',
    }),
  },
  {
    what: 'verify finds a part that went to a wallet which is no receiver',
    by: () => {
      const change = `account_id = '${ids.bobCash}', seq = seq + 500000`;
      return rechained(
        `${setEntryOf('dividedTransfer', 'POST', 'CASH', change)} ${cashOf('agent')}`,
      );
    },
    check: 'transaction.wallet',
    subject: transaction('dividedTransfer'),
    says: () => ({ expected: `entries on wallet ${ids.bob}` }),
  },
  {
    what: 'verify finds a removed list of splits',
    by: () => set('dividedTransfer', 'splits = NULL'),
    check: 'transaction.entries',
    subject: transaction('dividedTransfer'),
  },
  {
    what: 'verify finds a refund moved to another purchase with the same receivers',
    by: () => setTransaction(`original_id = '${idOf('dividedSale')}'`, 'dividedUndoneRefund'),
    check: 'split.parts',
    subject: () => `transaction ${idOf('dividedUndone')} phase REVERT ${idOf('merchant')}`,
    says: () => ({ expected: '-700 by its splits', actual: '-699' }),
  },
  {
    what: 'verify finds a changed rate of a commission on a purchase with splits',
    by: () => setTransaction(`details = '{"rateBps": 600}'`, 'dividedCommission'),
    check: 'commission.amount',
    subject: transaction('dividedCommission'),
    says: () => ({ expected: '39 USD', actual: '33 USD' }),
  },
];

const further = (name: string, wallet: string) => () =>
  `transaction ${idOf(name)} wallet ${idOf(wallet)}`;
const positionOf = (name: string) =>
  `(SELECT position FROM transaction WHERE id = '${idOf(name)}')`;

const WALLETS: readonly Spoiling[] = [
  {
    what: 'verify finds a further wallet that is missing from the list of its transactions',
    by: () => [
      `DELETE FROM further_wallet WHERE wallet_id = '${idOf('agent')}' AND position = ${positionOf('dividedTransfer')}`,
    ],
    check: 'transaction.furtherWallets',
    subject: further('dividedTransfer', 'agent'),
    says: () => ({ actual: 'not in the list' }),
  },
  {
    what: "verify finds a transaction in the list of a wallet that is not the transaction's",
    by: () => [`INSERT INTO further_wallet VALUES ('${ids.alice}', 9000000000)`],
    check: 'transaction.furtherWallets',
    subject: () => `position 9000000000 wallet ${ids.alice}`,
    says: () => ({ actual: 'no such transaction' }),
  },
  {
    what: 'verify finds a further wallet of a posting that has no leg',
    by: () => [
      ...setTransaction(
        `further_wallet_ids = further_wallet_ids || '${idOf('agent')}'::uuid`,
        'posting',
      ),
      `INSERT INTO further_wallet VALUES ('${idOf('agent')}', ${positionOf('posting')})`,
    ],
    check: 'transaction.furtherWallets',
    subject: further('posting', 'agent'),
    says: () => ({ actual: 'no split and no entry' }),
  },
  {
    what: 'verify finds a further wallet of a posting that it no longer names',
    by: () => set('posting', 'further_wallet_ids = NULL'),
    check: 'transaction.wallet',
    subject: transaction('posting'),
    says: () => ({ expected: `entries on wallet ${idOf('merchant')}` }),
  },
];

const POSTINGS: readonly Spoiling[] = [
  {
    what: 'verify finds a leg on credit',
    by: () => [
      `INSERT INTO account (id, wallet_id, kind, currency) VALUES ('${ids.transfer}', '${idOf('merchant')}', 'CREDIT', 'USD')`,
      ...rechained(
        `${setEntryOf('posting', 'POST', 'CASH', `account_id = '${ids.transfer}', account_kind = 'CREDIT'`)} ${cashOf('merchant')}`,
      ),
    ],
    check: 'posting.legs',
    subject: transaction('posting'),
    says: () => ({
      expected: '2 to 100 legs on CASH or system accounts',
      actual: '3 legs, on CREDIT',
    }),
  },
  {
    what: 'verify finds a posting without legs',
    by: () => rechained(`DELETE FROM entry WHERE transaction_id = '${idOf('posting')}'`),
    check: 'transaction.amount',
    subject: transaction('posting'),
  },
  {
    what: 'verify finds a posting about a wallet without a leg',
    by: () => setTransaction(`wallet_id = '${ids.alice}', effective_at = NULL`, 'walletless'),
    check: 'posting.wallet',
    subject: transaction('walletless'),
    says: () => ({ expected: 'a wallet of its legs', actual: 'another wallet' }),
  },
  {
    what: 'verify finds a posting whose wallet was removed',
    by: () => set('posting', 'wallet_id = NULL'),
    check: 'transaction.wallet',
    subject: transaction('posting'),
  },
  {
    what: 'verify finds a changed amount of a posting',
    by: () => setTransaction(plus(1), 'posting'),
    check: 'transaction.amount',
    subject: transaction('posting'),
    says: () => ({ expected: 'POST of 101', actual: 'POST of 100' }),
  },
  {
    what: 'verify finds a changed amount of two legs',
    by: () => fromTo('posting', 'shopper', 'merchant'),
    check: 'transaction.amount',
    subject: transaction('posting'),
  },
  {
    what: 'verify finds a posting in two currencies that names its other currency',
    by: () => setTransaction(`currency = 'EUR', amount = 90`, 'postingInTwo'),
    check: 'transaction.currency',
    subject: transaction('postingInTwo'),
    says: () => ({ expected: 'USD', actual: 'EUR' }),
  },
  {
    what: 'verify finds a posting between system accounts in a currency that none of its legs has',
    by: () => setTransaction(`currency = 'EUR'`, 'walletless'),
    check: 'transaction.amount',
    subject: transaction('walletless'),
  },
  {
    what: 'verify finds a posting between system accounts in an unknown currency',
    by: () => setTransaction(`currency = 'ZZZ'`, 'walletless'),
    check: 'transaction.currency',
    subject: transaction('walletless'),
    says: () => ({ expected: 'a currency of the book', actual: 'ZZZ' }),
  },
  {
    what: 'verify finds two legs on one account',
    by: () =>
      rechained(
        `${setEntryOf('posting', 'POST', 'CASH', plus(1))} ${cashOf('shopper')}`,
        `INSERT INTO entry SELECT account_id, seq + 500000, account_kind, transaction_id, phase, -1, 0, created_at
           FROM entry WHERE transaction_id = '${idOf('posting')}' ${cashOf('shopper')}`,
      ),
    check: 'transaction.oneEntry',
    subject: transaction('posting'),
  },
  {
    what: 'verify finds details of a posting',
    by: () => setTransaction(`details = '{"more": 1}'`, 'posting'),
    check: 'transaction.shape',
    subject: transaction('posting'),
  },
  {
    what: 'verify finds a reversed posting with another amount',
    by: () => fromTo('postingBack', 'merchant', 'shopper'),
    check: 'transaction.amount',
    subject: transaction('postingBack'),
  },
  {
    what: 'verify finds a posting that took effect after it was posted',
    by: () => set('walletless', `effective_at = created_at + interval '1 ms'`),
    check: 'transaction.effect',
    subject: transaction('walletless'),
  },
  ...[`created_at`, `'-infinity'`].map((moment): Spoiling => ({
    what: `verify finds a transfer that took effect at ${moment}`,
    by: () => set('transfer', `effective_at = ${moment}`),
    check: 'transaction.effect',
    subject: transaction('transfer'),
  })),
];

describe('verify names the first transaction of a corrupted book with malformed splits', () => {
  testSpoilings(FORMS, ONE_PORTION);
});

describe('verify names the first split of a corrupted book that was not paid or taken back by its terms', () => {
  testSpoilings(PARTS, ONE_PORTION);
});

describe('verify names the first further wallet of a corrupted book that is wrong', () => {
  testSpoilings(WALLETS, ONE_PORTION);
});

describe('verify names the first wrong posting of a corrupted book', () => {
  testSpoilings(POSTINGS, ONE_PORTION);
});

test('the varied book has splits of every kind and fate that the checks tell apart, and postings', async () => {
  const rows = await owner.query<{ what: string }[]>(
    `SELECT DISTINCT concat_ws(' ', t.kind, t.status, CASE WHEN t.completed_at IS NOT NULL THEN 'completed' END,
                               (SELECT r.kind FROM transaction r WHERE r.original_id = t.id AND r.kind <> 'COMMISSION' LIMIT 1)) AS what
       FROM transaction t WHERE t.splits IS NOT NULL OR t.kind = 'POSTING' ORDER BY 1`,
  );
  expect(rows.map(({ what }) => what)).toEqual([
    ...['DEPOSIT COMPLETED completed', 'DEPOSIT FAILED completed'],
    ...['POSTING COMPLETED completed', 'POSTING COMPLETED completed REVERSAL'],
    ...['PURCHASE CANCELLED', 'PURCHASE COMPLETED completed REFUND'],
    ...['PURCHASE FAILED completed REFUND', 'PURCHASE PENDING'],
    ...['TRANSFER COMPLETED completed', 'TRANSFER COMPLETED completed REVERSAL'],
    ...['WITHDRAWAL COMPLETED completed', 'WITHDRAWAL FAILED'],
  ]);
});
