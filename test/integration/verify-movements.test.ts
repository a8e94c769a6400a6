import { describe, expect, test } from '@jest/globals';
import {
  firstEntryOf,
  idOf,
  ids,
  ONE_PORTION,
  owner,
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
const quote = (name: string) => () => `exchange_quote ${idOf(name)}`;
const wallet = (name: string) => () => `wallet ${idOf(name)}`;
const line = (name: string, seq: number) => () => `credit_line ${idOf(name)} seq ${seq}`;
const setQuote = (name: string, change: string) =>
  `UPDATE exchange_quote SET ${change} WHERE id = '${idOf(name)}'`;
const setLine = (seq: number, change: string) =>
  `UPDATE credit_line SET ${change} WHERE wallet_id = '${idOf('dave')}' AND seq = ${seq}`;
const plus = (amount: number) => `amount = amount + ${amount}`;
const millisecondLater = (column: string) => `${column} = ${column} + interval '1 ms'`;

/** A whole transaction a second time, entries included, at the end of each chain. */
const again = (name: string): string[] => [
  `CREATE TEMP TABLE again ON COMMIT DROP AS SELECT * FROM transaction WHERE id = '${idOf(name)}'`,
  'UPDATE again SET id = gen_random_uuid()',
  'INSERT INTO transaction SELECT * FROM again',
  ...rechained(
    `INSERT INTO entry
     SELECT e.account_id, e.seq + 500000, e.account_kind, again.id, e.phase, e.amount, 0, e.created_at
       FROM entry e, again WHERE e.transaction_id = '${idOf(name)}'`,
  ),
];

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
    says: () => ({ expected: '300 held, as open holds say', actual: '400 held' }),
  },
];

const EXCHANGES: readonly Spoiling[] = [
  {
    what: "a quote's rate",
    by: () => [setQuote('unusedQuote', 'rate = 0.9174')].concat(setQuote('quote', 'rate = 0.918')),
    check: 'quote.amount',
    subject: quote('quote'),
    says: () => ({ expected: '918', actual: '917' }),
  },
  ...['NaN', 'Infinity'].map((rate): Spoiling => ({
    what: `a quote's rate to ${rate}`,
    by: () => [
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_rate_positive',
      setQuote('unusedQuote', `rate = '${rate}'`),
    ],
    check: 'quote.amount',
    subject: quote('unusedQuote'),
    says: () => ({ expected: rate, actual: '917' }),
  })),
  {
    what: 'what a quote is about, to nothing for nothing',
    by: () => [
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_gives_something',
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_receives_something',
      setQuote('unusedQuote', 'from_amount = 0, to_amount = 0'),
    ],
    check: 'quote.amount',
    subject: quote('unusedQuote'),
  },
  {
    what: 'the wallet that a quote is for, to none',
    by: () => [setQuote('unusedQuote', 'to_wallet_id = gen_random_uuid()')],
    check: 'quote.amount',
    subject: quote('unusedQuote'),
    says: () => ({ expected: 'two wallets in currencies of the book' }),
  },
  {
    what: "the wallet that a quote is for, to somebody else's",
    by: () => [setQuote('unusedQuote', `from_wallet_id = '${ids.alice}'`)],
    check: 'quote.wallets',
    subject: quote('unusedQuote'),
  },
  {
    what: 'when a quote expires, to when it was made',
    by: () => [
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_for_a_while',
      setQuote('unusedQuote', 'expires_at = created_at'),
    ],
    check: 'quote.wallets',
    subject: quote('unusedQuote'),
  },
  {
    what: 'when a quote expired, to when it was used',
    by: () => [
      setQuote(
        'quote',
        `expires_at = (SELECT created_at FROM transaction WHERE id = '${idOf('exchange')}')`,
      ),
    ],
    check: 'exchange.quote',
    subject: transaction('exchange'),
  },
  {
    what: 'what a quote gives, on both sides',
    by: () => [setQuote('quote', 'from_amount = 2 * from_amount, to_amount = 2 * to_amount')],
    check: 'exchange.quote',
    subject: transaction('exchange'),
  },
  {
    what: 'what an exchange gave',
    by: () =>
      rechained(
        `UPDATE entry e SET amount = e.amount + sign(e.amount) FROM account a
          WHERE a.id = e.account_id AND a.currency = 'EUR' AND e.transaction_id = '${idOf('exchange')}'`,
      ),
    check: 'exchange.quote',
    subject: transaction('exchange'),
  },
  {
    what: 'which quote an exchange used, to one that another has used',
    by: () => [
      'DROP INDEX transaction_quote_used_once',
      ...setTransaction(`quote_id = '${idOf('quote')}'`, 'otherExchange'),
    ],
    check: 'quote.usedOnce',
    subject: quote('quote'),
    says: () => ({ actual: '2 exchanges' }),
  },
];

const REWARDS: readonly Spoiling[] = [
  {
    what: "a commission's rate",
    by: () => setTransaction(`details = '{"rateBps": 600}'`, 'commission'),
    check: 'commission.amount',
    subject: transaction('commission'),
    says: () => ({ expected: '90 USD', actual: '75 USD' }),
  },
  {
    what: 'what a commission was paid on, to something of another amount',
    by: () => setTransaction(`original_id = '${ids.deposit}'`, 'commission'),
    check: 'commission.amount',
    subject: transaction('commission'),
    says: () => ({ expected: '500 USD' }),
  },
  {
    what: 'what a commission was paid on, to something in another currency',
    by: () => {
      const euros = `(SELECT t.id FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE w.owner_id = 'erin')`;
      return setTransaction(`original_id = ${euros}`, 'commission');
    },
    check: 'commission.amount',
    subject: transaction('commission'),
    says: () => ({ expected: '100 EUR' }),
  },
  {
    what: 'what a commission was paid on, to what has not come',
    by: () => setTransaction(`original_id = '${idOf('announced')}'`, 'commission'),
    check: 'commission.source',
    subject: transaction('commission'),
  },
  {
    what: 'what a commission was paid on, to what had been taken back',
    by: () => setTransaction(`original_id = '${idOf('takenBack')}'`, 'commission'),
    check: 'commission.source',
    subject: transaction('commission'),
  },
  {
    what: 'what a commission was paid on, to what another was paid on',
    by: () => [
      'DROP INDEX transaction_commission_paid_once',
      ...setTransaction(`original_id = '${idOf('confirmed')}'`, 'commission'),
    ],
    check: 'commission.once',
    subject: transaction('confirmed'),
    says: () => ({ actual: '2 commissions' }),
  },
  {
    what: 'one bonus more of a day',
    by: () => ['DROP INDEX transaction_bonus_claimed_once', ...again('bonus')],
    check: 'bonus.once',
    subject: wallet('frank'),
    says: () => ({ actual: '2 bonuses' }),
  },
];

const CREDIT: readonly Spoiling[] = [
  {
    what: "a line's seq",
    by: () => [setLine(2, 'seq = 3')],
    check: 'creditLine.seq',
    subject: line('dave', 3),
  },
  {
    what: 'the first line gone',
    by: () => [`DELETE FROM credit_line WHERE wallet_id = '${idOf('dave')}' AND seq = 1`],
    check: 'creditLine.seq',
    subject: line('dave', 2),
  },
  {
    what: 'when a line was set, to before the one before it',
    by: () => [setLine(2, `created_at = created_at - interval '1 day'`)],
    check: 'creditLine.seq',
    subject: line('dave', 2),
  },
  ...['-1', `'NaN'`].map((limit): Spoiling => ({
    what: `a line's limit to ${limit}`,
    by: () => [
      'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
      'ALTER TABLE credit_line DROP CONSTRAINT credit_line_limit_not_negative',
      setLine(2, `credit_limit = ${limit}`),
    ],
    check: 'creditLine.limit',
    subject: line('dave', 2),
  })),
  {
    what: 'the limit that was in force at a draw',
    by: () => [setLine(1, 'credit_limit = 3999')],
    check: 'credit.limit',
    subject: transaction('draw'),
    says: () => ({ expected: 'at most 3999 owed', actual: '4000 owed' }),
  },
  {
    what: 'the approval that was in force at a draw',
    by: () => [setLine(1, 'approved = false')],
    check: 'credit.limit',
    subject: transaction('draw'),
    says: () => ({ expected: 'no draw without approval', actual: '4000 owed' }),
  },
  {
    what: 'when a line was set, to after the draw on it',
    by: () => [
      setLine(
        1,
        `created_at = (SELECT created_at + interval '1 ms' FROM transaction WHERE id = '${idOf('draw')}')`,
      ),
    ],
    check: 'credit.limit',
    subject: transaction('draw'),
  },
  {
    what: 'all lines gone',
    by: () => ['DELETE FROM credit_line'],
    check: 'credit.limit',
    subject: transaction('draw'),
  },
  {
    what: 'the one line of a commit under which something was drawn in that commit',
    by: () => [
      `UPDATE credit_line SET credit_limit = 499 WHERE wallet_id = '${idOf('gina')}' AND approved`,
    ],
    check: 'credit.limit',
    subject: transaction('hastyDraw'),
    says: () => ({ expected: 'at most 499 owed', actual: '500 owed' }),
  },
  {
    what: 'how much came back as credit, to more than is owed',
    by: () =>
      rechained(
        setEntryOf('late', 'RELEASE', 'CREDIT', plus(1)),
        setEntryOf('late', 'RELEASE', 'CASH', plus(-1)),
      ),
    check: 'wallet.credit',
    subject: wallet('dave'),
  },
];

describe('verify names the first moment or amount that is wrong, after somebody has changed', () => {
  testSpoilings(TIMES, ONE_PORTION);
});

describe('verify names the first purchase or refund that is wrong, after somebody has changed', () => {
  testSpoilings(PURCHASES, ONE_PORTION);
});

describe('verify names the first quote or exchange that is wrong, after somebody has changed', () => {
  testSpoilings(EXCHANGES, ONE_PORTION);
});

describe('verify names the first commission or bonus that is wrong, after somebody has changed', () => {
  testSpoilings(REWARDS, ONE_PORTION);
});

describe('verify names the first credit that is wrong, after somebody has changed', () => {
  testSpoilings(CREDIT, ONE_PORTION);

  test('and it was no finding that a line was set, drawn on and withdrawn in one commit', async () => {
    const moments = await owner.query<{ n: string }[]>(
      `SELECT count(DISTINCT created_at) AS n FROM (
         SELECT created_at FROM credit_line WHERE wallet_id = '${idOf('gina')}' AND seq > 1
          UNION ALL SELECT created_at FROM transaction WHERE id = '${idOf('hastyDraw')}') AS happened`,
    );
    expect(moments).toEqual([{ n: '1' }]);
  });
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
