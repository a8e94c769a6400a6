import { describe, expect, test } from '@jest/globals';
import {
  idOf,
  ids,
  ONE_PORTION,
  owner,
  rechained,
  setEntryOf,
  setTransaction,
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
    what: 'the rate of a commission on what a refund had left',
    by: () => setTransaction(`details = '{"rateBps": 600}'`, 'commissionOnRest'),
    check: 'commission.amount',
    subject: transaction('commissionOnRest'),
    says: () => ({ expected: '54 USD', actual: '45 USD' }),
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
