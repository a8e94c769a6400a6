import { describe, expect, test } from '@jest/globals';
import {
  firstEntryOf,
  idOf,
  ids,
  ONE_PORTION,
  rechained,
  setEntryOf,
  setTransaction,
  spoilt,
  testSpoilings,
  useVariedBook,
  type Spoiling,
} from '../support/varied-book.js';

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
    what: `the ${column} of ${name}, which is when its ${phase} is written`,
    by: () => setTransaction(millisecondLater(column), name),
    check: 'entry.time',
    subject: () => firstEntryOf(name, phase),
  })),
  {
    what: 'when the rest of a partial capture was released',
    by: () => [
      `UPDATE entry SET ${millisecondLater('created_at')} WHERE transaction_id = '${idOf('partly')}' AND phase = 'RELEASE'`,
    ],
    check: 'entry.time',
    subject: () => firstEntryOf('partly', 'RELEASE'),
  },
  {
    what: 'when a deposit that never came was given up, to before it was announced',
    by: () => setTransaction(`status_changed_at = created_at - interval '1 ms'`, 'neverCame'),
    check: 'transaction.times',
    subject: transaction('neverCame'),
  },
  {
    what: 'when a withdrawal was approved, to after it was completed',
    by: () => setTransaction(millisecondLater('status_changed_at'), 'paidOut'),
    check: 'transaction.times',
    subject: transaction('paidOut'),
  },
  {
    what: 'who confirmed a deposit, to nobody',
    by: () => setTransaction('status_changed_by = NULL', 'confirmed'),
    check: 'transaction.times',
    subject: transaction('confirmed'),
  },
  {
    what: 'when a hold expires, to when it began',
    by: () => setTransaction('expires_at = created_at', 'asked'),
    check: 'transaction.expiry',
    subject: transaction('asked'),
  },
  {
    what: 'when a hold expires, to when it was captured',
    by: () => setTransaction('expires_at = completed_at', 'paidOut'),
    check: 'transaction.expiry',
    subject: transaction('paidOut'),
  },
  {
    what: 'the amount of a deposit that has not come to nothing',
    by: () => [
      'ALTER TABLE transaction DROP CONSTRAINT transaction_amount_positive',
      ...setTransaction('amount = 0', 'announced'),
    ],
    check: 'transaction.positive',
    subject: transaction('announced'),
    says: () => ({ expected: 'an amount above 0', actual: '0' }),
  },
  {
    what: 'the amount of a deposit that has not come to NaN',
    by: () => [
      'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
      ...setTransaction(`amount = 'NaN'`, 'announced'),
    ],
    check: 'transaction.positive',
    subject: transaction('announced'),
    says: () => ({ actual: 'NaN' }),
  },
  {
    what: 'one entry into two',
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
    what: 'a refund to more than was captured',
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
    what: 'what was given back of a purchase that failed after it had been captured, to less',
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
    what: 'which purchase was refunded, so that another has less back than it should',
    by: () => setTransaction(`original_id = '${idOf('bought')}'`, 'undoneRefund'),
    check: 'purchase.sales',
    subject: transaction('undone'),
  },
  {
    what: 'which purchase was refunded, to one of another wallet',
    by: () => setTransaction(`original_id = '${idOf('partly')}'`, 'boughtRefund'),
    check: 'refund.purchase',
    subject: transaction('boughtRefund'),
  },
  {
    what: 'how a hold shares cash and credit, unlike what was taken',
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
    what: 'a capture, to credit before cash',
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
    what: 'a release of cash, to credit',
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
    what: 'a refund in cash, to credit',
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
    what: 'a release away, so that its hold never ends',
    by: () =>
      rechained(
        `DELETE FROM entry WHERE transaction_id = '${idOf('undone')}' AND phase = 'RELEASE'`,
      ),
    check: 'wallet.held',
    subject: wallet('carol'),
    says: () => ({ expected: '300 held, the sum of the open holds', actual: '400 held' }),
  },
];

describe('verify names the first moment or amount that is wrong, after somebody has changed', () => {
  testSpoilings(TIMES, ONE_PORTION);
});

describe('verify names the first purchase or refund that is wrong, after somebody has changed', () => {
  testSpoilings(PURCHASES, ONE_PORTION);
});

// What is never the first to be said, since something else is wrong with it too.
describe('verify names also', () => {
  const among = async (check: string, subject: string, by: readonly string[]): Promise<void> => {
    const [report] = await spoilt(by, ONE_PORTION);
    const found = report?.findings.filter((finding) => finding.check === check);
    expect(found?.map((finding) => finding.subject)).toEqual([subject]);
  };

  test('what is held though its hold has ended', () =>
    among(
      'transaction.held',
      `transaction ${idOf('undone')}`,
      rechained(
        `DELETE FROM entry WHERE transaction_id = '${idOf('undone')}' AND phase = 'RELEASE'`,
      ),
    ));

  test('the reversal of a deposit that failed as well', () =>
    among('transaction.original', `transaction ${ids.reversal}`, [
      ...setTransaction(`status = 'FAILED'`, 'mistake'),
    ]));
});
