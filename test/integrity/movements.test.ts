import { describe, expect, test } from '@jest/globals';
import { firstEntryOf, idOf, ids, useVariedBook } from '../support/varied-book.js';
import {
  ONE_PORTION,
  rechained,
  setEntryOf,
  setTransaction,
  type Spoiling,
  spoilt,
  testSpoilings,
} from '../support/spoilings.js';

useVariedBook();

const transaction = (name: string) => () => `transaction ${idOf(name)}`;
const wallet = (name: string) => () => `wallet ${idOf(name)}`;
const plus = (amount: number) => `amount = amount + ${amount}`;
const millisecondLater = (column: string) => `${column} = ${column} + interval '1 ms'`;

const TIMES: readonly Spoiling[] = [
  ...(
    [
      ['asked', 'HOLD', 'created_at'],
      ['paidOut', 'HOLD', 'created_at'],
      ['rejected', 'RELEASE', 'status_changed_at'],
      ['cancelled', 'RELEASE', 'status_changed_at'],
      ['late', 'RELEASE', 'status_changed_at'],
      ['undone', 'REVERT', 'status_changed_at'],
      ['recalled', 'REVERT', 'status_changed_at'],
    ] as const
  ).map(([name, phase, column]): Spoiling => ({
    what: `verify finds a changed ${column} of ${name}, at which its ${phase} is written`,
    by: () => setTransaction(millisecondLater(column), name),
    check: 'entry.time',
    subject: () => firstEntryOf(name, phase),
  })),
  {
    what: 'verify finds a changed time of the release after a partial capture',
    by: () => [
      `UPDATE entry SET ${millisecondLater('created_at')} WHERE transaction_id = '${idOf('partly')}' AND phase = 'RELEASE'`,
    ],
    check: 'entry.time',
    subject: () => firstEntryOf('partly', 'RELEASE'),
  },
  {
    what: 'verify finds a deposit that failed before it was announced',
    by: () => setTransaction(`status_changed_at = created_at - interval '1 ms'`, 'neverCame'),
    check: 'transaction.times',
    subject: transaction('neverCame'),
  },
  {
    what: 'verify finds a withdrawal that was approved after it was completed',
    by: () => setTransaction(millisecondLater('status_changed_at'), 'paidOut'),
    check: 'transaction.times',
    subject: transaction('paidOut'),
  },
  {
    what: 'verify finds a confirmed deposit without the author of its status',
    by: () => setTransaction('status_changed_by = NULL', 'confirmed'),
    check: 'transaction.times',
    subject: transaction('confirmed'),
  },
  {
    what: 'verify finds a hold that expires when it begins',
    by: () => setTransaction('expires_at = created_at', 'asked'),
    check: 'transaction.expiry',
    subject: transaction('asked'),
  },
  {
    what: 'verify finds a hold that expired when it was captured',
    by: () => setTransaction('expires_at = completed_at', 'paidOut'),
    check: 'transaction.expiry',
    subject: transaction('paidOut'),
  },
  {
    what: 'verify finds a pending deposit of zero',
    by: () => [
      'ALTER TABLE transaction DROP CONSTRAINT transaction_amount_positive',
      ...setTransaction('amount = 0', 'announced'),
    ],
    check: 'transaction.positive',
    subject: transaction('announced'),
    says: () => ({ expected: 'an amount above 0', actual: '0' }),
  },
  {
    what: 'verify finds a pending deposit of NaN',
    by: () => [
      'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
      ...setTransaction(`amount = 'NaN'`, 'announced'),
    ],
    check: 'transaction.positive',
    subject: transaction('announced'),
    says: () => ({ actual: 'NaN' }),
  },
  {
    what: 'verify finds one entry split into two',
    by: () =>
      rechained(
        setEntryOf('newest', 'POST', 'CASH', 'amount = amount + 1') + ' AND amount < 0',
        `INSERT INTO entry SELECT account_id, seq + 1, account_kind, transaction_id, phase, -1, 0, created_at
           FROM entry WHERE transaction_id = '${ids.newest}' AND account_id = '${ids.aliceCash}'`,
      ),
    check: 'transaction.oneEntry',
    subject: transaction('newest'),
    says: () => ({
      expected: `one entry in POST on account ${ids.aliceCash}`,
      actual: '2 entries',
    }),
  },
];

const PURCHASES: readonly Spoiling[] = [
  {
    what: 'verify finds a refund of more than was captured',
    by: () => [
      ...setTransaction('amount = 1600', 'refund'),
      ...rechained(
        setEntryOf('refund', 'POST', 'SALES', 'amount = -1600'),
        setEntryOf('refund', 'POST', 'CASH', 'amount = 1100'),
      ),
    ],
    check: 'purchase.sales',
    subject: transaction('partly'),
    says: () => ({ expected: 'at least 0 left in SALES', actual: '-100' }),
  },
  {
    what: 'verify finds a purchase that failed after its capture and gave back too little',
    by: () =>
      rechained(
        setEntryOf('undone', 'REVERT', 'SALES', plus(1)),
        setEntryOf('undone', 'REVERT', 'CASH', plus(-1)),
      ),
    check: 'purchase.sales',
    subject: transaction('undone'),
    says: () => ({ expected: '0 left in SALES', actual: '1' }),
  },
  {
    what: 'verify finds a refund moved to another purchase, so that one has too little back',
    by: () => setTransaction(`original_id = '${idOf('bought')}'`, 'undoneRefund'),
    check: 'purchase.sales',
    subject: transaction('undone'),
  },
  {
    what: 'verify finds a refund moved to a purchase of another wallet',
    by: () => setTransaction(`original_id = '${idOf('partly')}'`, 'boughtRefund'),
    check: 'refund.purchase',
    subject: transaction('boughtRefund'),
  },
  {
    what: 'verify finds a hold that holds cash and credit in other parts than it took',
    by: () =>
      rechained(
        setEntryOf('held', 'HOLD', 'HELD', plus(-1)),
        setEntryOf('held', 'HOLD', 'HELD_CREDIT', plus(1)),
      ),
    check: 'purchase.parts',
    subject: transaction('held'),
    says: () => ({
      expected: 'as much cash and credit held as taken',
      actual: 'taken 200 and 1000, held 199 and 1001',
    }),
  },
  {
    what: 'verify finds a capture that takes credit before cash',
    by: () =>
      rechained(
        setEntryOf('partly', 'POST', 'HELD', plus(1)),
        setEntryOf('partly', 'POST', 'HELD_CREDIT', plus(-1)),
        setEntryOf('partly', 'RELEASE', 'HELD_CREDIT', plus(1)),
        setEntryOf('partly', 'RELEASE', 'CREDIT', plus(-1)),
        // Later, the repayment needs all of the credit.
        setEntryOf('repayment', 'POST', 'CREDIT', plus(1)),
        setEntryOf('repayment', 'POST', 'CASH', plus(-1)),
        ...['HELD', 'CASH'].map(
          (kind) =>
            `INSERT INTO entry SELECT e.account_id, e.seq + 500000, e.account_kind, e.transaction_id, 'RELEASE',
                    ${kind === 'HELD' ? -1 : 1}, 0, t.completed_at
               FROM entry e JOIN transaction t ON t.id = e.transaction_id
              WHERE t.id = '${idOf('partly')}' AND e.account_kind = '${kind}' AND e.phase = 'HOLD'`,
        ),
      ),
    check: 'purchase.parts',
    subject: transaction('partly'),
    says: () => ({
      expected: 'cash captured before credit',
      actual: 'captured 999 of 1000 in cash, and 501 in credit',
    }),
  },
  {
    what: 'verify finds a release of cash as credit',
    by: () => {
      const credit = `(SELECT id FROM account WHERE wallet_id = '${idOf('dave')}' AND kind = 'CREDIT')`;
      const change = `account_id = ${credit}, account_kind = 'CREDIT', seq = seq + 500000`;
      return rechained(setEntryOf('dropped', 'RELEASE', 'CASH', change));
    },
    check: 'purchase.parts',
    subject: transaction('dropped'),
    says: () => ({ expected: 'no more credit back than was released', actual: '400 of 0' }),
  },
  {
    what: 'verify finds a refund of cash as credit',
    by: () =>
      rechained(
        setEntryOf('refund', 'POST', 'CREDIT', plus(1)),
        setEntryOf('refund', 'POST', 'CASH', plus(-1)),
        // Later, a hold needs all of the cash.
        setEntryOf('held', 'HOLD', 'CREDIT', plus(-1)),
        setEntryOf('held', 'HOLD', 'CASH', plus(1)),
        setEntryOf('held', 'HOLD', 'HELD_CREDIT', plus(1)),
        setEntryOf('held', 'HOLD', 'HELD', plus(-1)),
      ),
    check: 'purchase.parts',
    subject: transaction('partly'),
    says: () => ({ expected: 'no more credit back than was captured', actual: '501 of 500' }),
  },
  {
    what: 'verify finds a deleted release, whose hold never ends',
    by: () =>
      rechained(
        `DELETE FROM entry WHERE transaction_id = '${idOf('undone')}' AND phase = 'RELEASE'`,
      ),
    check: 'wallet.held',
    subject: wallet('carol'),
    says: () => ({ expected: '300 held, the sum of the open holds', actual: '400 held' }),
  },
];

describe('verify names the first wrong time or amount of a corrupted book', () => {
  testSpoilings(TIMES, ONE_PORTION);
});

describe('verify names the first wrong purchase or refund of a corrupted book', () => {
  testSpoilings(PURCHASES, ONE_PORTION);
});

// These findings never come first, because the same change causes another finding before them.
describe('verify also reports findings that follow another', () => {
  const among = async (check: string, subject: string, by: readonly string[]): Promise<void> => {
    const [report] = await spoilt(by, ONE_PORTION);
    const found = report?.findings.filter((finding) => finding.check === check);
    expect(found?.map((finding) => finding.subject)).toEqual([subject]);
  };

  test('verify also finds money that is held although its hold has ended', () =>
    among(
      'transaction.held',
      `transaction ${idOf('undone')}`,
      rechained(
        `DELETE FROM entry WHERE transaction_id = '${idOf('undone')}' AND phase = 'RELEASE'`,
      ),
    ));

  test('verify also finds the reversal of a deposit that has failed as well', () =>
    among('transaction.original', `transaction ${ids.reversal}`, [
      ...setTransaction(`status = 'FAILED'`, 'mistake'),
    ]));
});
