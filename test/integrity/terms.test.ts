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

const transaction = (name: string) => () => `transaction ${idOf(name)}`;
const quote = (name: string) => () => `exchange_quote ${idOf(name)}`;
const wallet = (name: string) => () => `wallet ${idOf(name)}`;
const line = (name: string, seq: number) => () => `credit_line ${idOf(name)} seq ${seq}`;
const setQuote = (name: string, change: string) =>
  `UPDATE exchange_quote SET ${change} WHERE id = '${idOf(name)}'`;
const setLine = (seq: number, change: string) =>
  `UPDATE credit_line SET ${change} WHERE wallet_id = '${idOf('dave')}' AND seq = ${seq}`;
const plus = (amount: number) => `amount = amount + ${amount}`;

/** Statements that copy a whole transaction with its entries to the end of each chain. */
const again = (name: string): string[] => [
  `CREATE TEMP TABLE again ON COMMIT DROP AS SELECT * FROM transaction WHERE id = '${idOf(name)}'`,
  `UPDATE again SET id = gen_random_uuid(), position = nextval('transaction_position')`,
  'INSERT INTO transaction SELECT * FROM again',
  ...rechained(
    `INSERT INTO entry
     SELECT e.account_id, e.seq + 500000, e.account_kind, again.id, e.phase, e.amount, 0, e.created_at
       FROM entry e, again WHERE e.transaction_id = '${idOf(name)}'`,
  ),
];

const EXCHANGES: readonly Spoiling[] = [
  {
    what: 'verify finds a changed rate of a quote',
    by: () => [setQuote('unusedQuote', 'rate = 0.9174')].concat(setQuote('quote', 'rate = 0.918')),
    check: 'quote.amount',
    subject: quote('quote'),
    says: () => ({ expected: '918', actual: '917' }),
  },
  ...['NaN', 'Infinity'].map((rate): Spoiling => ({
    what: `verify finds a quote with the rate ${rate}`,
    by: () => [
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_rate_positive',
      setQuote('unusedQuote', `rate = '${rate}'`),
    ],
    check: 'quote.amount',
    subject: quote('unusedQuote'),
    says: () => ({ expected: rate, actual: '917' }),
  })),
  {
    what: 'verify finds a quote of zero for zero',
    by: () => [
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_gives_something',
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_receives_something',
      setQuote('unusedQuote', 'from_amount = 0, to_amount = 0'),
    ],
    check: 'quote.amount',
    subject: quote('unusedQuote'),
  },
  {
    what: 'verify finds a quote for a missing wallet',
    by: () => [setQuote('unusedQuote', 'to_wallet_id = gen_random_uuid()')],
    check: 'quote.amount',
    subject: quote('unusedQuote'),
    says: () => ({ expected: 'two wallets in currencies of the book' }),
  },
  {
    what: "verify finds a quote for another owner's wallet",
    by: () => [setQuote('unusedQuote', `from_wallet_id = '${ids.alice}'`)],
    check: 'quote.wallets',
    subject: quote('unusedQuote'),
  },
  {
    what: 'verify finds a quote that expires when it is made',
    by: () => [
      'ALTER TABLE exchange_quote DROP CONSTRAINT exchange_quote_for_a_while',
      setQuote('unusedQuote', 'expires_at = created_at'),
    ],
    check: 'quote.wallets',
    subject: quote('unusedQuote'),
  },
  {
    what: 'verify finds a quote that expired when it was used',
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
    what: 'verify finds changed amounts on both sides of a quote',
    by: () => [setQuote('quote', 'from_amount = 2 * from_amount, to_amount = 2 * to_amount')],
    check: 'exchange.quote',
    subject: transaction('exchange'),
  },
  {
    what: 'verify finds a changed amount of an exchange',
    by: () =>
      rechained(
        `UPDATE entry e SET amount = e.amount + sign(e.amount) FROM account a
          WHERE a.id = e.account_id AND a.currency = 'EUR' AND e.transaction_id = '${idOf('exchange')}'`,
      ),
    check: 'exchange.quote',
    subject: transaction('exchange'),
  },
  {
    what: 'verify finds two exchanges at one quote',
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
    what: 'verify finds a changed rate of a commission',
    by: () => setTransaction(`details = '{"rateBps": 600}'`, 'commission'),
    check: 'commission.amount',
    subject: transaction('commission'),
    says: () => ({ expected: '90 USD', actual: '75 USD' }),
  },
  {
    what: 'verify finds a changed rate of a commission on the rest that a refund has left',
    by: () => setTransaction(`details = '{"rateBps": 600}'`, 'commissionOnRest'),
    check: 'commission.amount',
    subject: transaction('commissionOnRest'),
    says: () => ({ expected: '54 USD', actual: '45 USD' }),
  },
  {
    what: 'verify finds a commission whose source has another amount',
    by: () => setTransaction(`original_id = '${ids.deposit}'`, 'commission'),
    check: 'commission.amount',
    subject: transaction('commission'),
    says: () => ({ expected: '500 USD' }),
  },
  {
    what: 'verify finds a commission whose source is in another currency',
    by: () => {
      const euros = `(SELECT t.id FROM transaction t JOIN wallet w ON w.id = t.wallet_id WHERE w.owner_id = 'erin')`;
      return setTransaction(`original_id = ${euros}`, 'commission');
    },
    check: 'commission.amount',
    subject: transaction('commission'),
    says: () => ({ expected: '100 EUR' }),
  },
  {
    what: 'verify finds a commission on a pending deposit',
    by: () => setTransaction(`original_id = '${idOf('announced')}'`, 'commission'),
    check: 'commission.source',
    subject: transaction('commission'),
  },
  {
    what: 'verify finds a commission on a deposit that had been taken back',
    by: () => setTransaction(`original_id = '${idOf('takenBack')}'`, 'commission'),
    check: 'commission.source',
    subject: transaction('commission'),
  },
  {
    what: 'verify finds two commissions on one source',
    by: () => [
      'DROP INDEX transaction_commission_paid_once',
      ...setTransaction(`original_id = '${idOf('confirmed')}'`, 'commission'),
    ],
    check: 'commission.once',
    subject: transaction('confirmed'),
    says: () => ({ actual: '3 commissions' }),
  },
  {
    what: 'verify finds a second commission on a source that does not name the reversed first',
    by: () => [
      'DROP INDEX transaction_commission_paid_once',
      ...setTransaction('replaces_id = NULL', 'otherCommission'),
    ],
    check: 'commission.once',
    subject: transaction('confirmed'),
    says: () => ({ actual: '2 commissions' }),
  },
  {
    what: 'verify finds a commission whose receiver is the payer of its source',
    by: () => [
      'ALTER TABLE wallet DROP CONSTRAINT wallet_one_per_owner_currency_and_name',
      'ALTER TABLE wallet DROP CONSTRAINT wallet_numbered_once',
      `UPDATE wallet SET owner_id = 'dave' WHERE id = '${idOf('frank')}'`,
    ],
    check: 'commission.payer',
    subject: transaction('commission'),
    says: () => ({ actual: `wallet ${idOf('frank')}` }),
  },
  {
    what: 'verify finds a commission instead of one that was not reversed',
    by: () => setTransaction(`original_id = '${idOf('otherCommission')}'`, 'commissionBack'),
    check: 'transaction.replaces',
    subject: transaction('otherCommission'),
    says: () => ({
      actual: `a COMMISSION in USD on transaction ${idOf('confirmed')} for wallet ${idOf('frank')}, not reversed`,
    }),
  },
  {
    what: 'verify finds a bonus instead of something that is no bonus',
    by: () => setTransaction(`replaces_id = '${idOf('earning')}'`, 'bonus'),
    check: 'transaction.replaces',
    subject: transaction('bonus'),
  },
  {
    what: 'verify finds a transfer that replaces something',
    by: () => [
      'ALTER TABLE transaction DROP CONSTRAINT transaction_replaces_reward',
      ...setTransaction(`replaces_id = '${idOf('wrongBonus')}'`, 'transfer'),
    ],
    check: 'transaction.replaces',
    subject: transaction('transfer'),
  },
  {
    what: 'verify finds a second bonus of a day',
    by: () => ['DROP INDEX transaction_bonus_claimed_once', ...again('bonus')],
    check: 'bonus.once',
    subject: () => 'owner frank',
    says: () => ({ actual: '3 bonuses' }),
  },
  {
    what: 'verify finds a bonus that names another owner than that of its wallet',
    by: () => setTransaction(`bonus_owner = 'dave'`, 'bonus'),
    check: 'bonus.owner',
    subject: transaction('bonus'),
    says: () => ({ expected: 'the owner of its wallet, frank', actual: 'dave' }),
  },
];

const CREDIT: readonly Spoiling[] = [
  {
    what: 'verify finds a changed seq of a credit line',
    by: () => [setLine(2, 'seq = 3')],
    check: 'creditLine.seq',
    subject: line('dave', 3),
  },
  {
    what: 'verify finds that the first credit line is deleted',
    by: () => [`DELETE FROM credit_line WHERE wallet_id = '${idOf('dave')}' AND seq = 1`],
    check: 'creditLine.seq',
    subject: line('dave', 2),
  },
  {
    what: 'verify finds a credit line that is older than the one before it',
    by: () => [setLine(2, `created_at = created_at - interval '1 day'`)],
    check: 'creditLine.seq',
    subject: line('dave', 2),
  },
  ...['-1', `'NaN'`].map((limit): Spoiling => ({
    what: `verify finds a credit line with the limit ${limit}`,
    by: () => [
      'ALTER DOMAIN minor_units DROP CONSTRAINT minor_units_is_a_number',
      'ALTER TABLE credit_line DROP CONSTRAINT credit_line_limit_not_negative',
      setLine(2, `credit_limit = ${limit}`),
    ],
    check: 'creditLine.limit',
    subject: line('dave', 2),
  })),
  {
    what: 'verify finds a lowered limit that was in force at a draw',
    by: () => [setLine(1, 'credit_limit = 3999')],
    check: 'credit.limit',
    subject: transaction('draw'),
    says: () => ({ expected: 'at most 3999 owed', actual: '4000 owed' }),
  },
  {
    what: 'verify finds a removed approval that was in force at a draw',
    by: () => [setLine(1, 'approved = false')],
    check: 'credit.limit',
    subject: transaction('draw'),
    says: () => ({ expected: 'no draw without approval', actual: '4000 owed' }),
  },
  {
    what: 'verify finds a credit line that was set after the draw on it',
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
    what: 'verify finds that all credit lines are deleted',
    by: () => ['DELETE FROM credit_line'],
    check: 'credit.limit',
    subject: transaction('draw'),
  },
  {
    what: 'verify finds a lowered limit of a credit line that was set and drawn on in one commit',
    by: () => [
      `UPDATE credit_line SET credit_limit = 499 WHERE wallet_id = '${idOf('gina')}' AND approved`,
    ],
    check: 'credit.limit',
    subject: transaction('hastyDraw'),
    says: () => ({ expected: 'at most 499 owed', actual: '500 owed' }),
  },
  {
    what: 'verify finds a release of more credit than is owed',
    by: () =>
      rechained(
        setEntryOf('late', 'RELEASE', 'CREDIT', plus(1)),
        setEntryOf('late', 'RELEASE', 'CASH', plus(-1)),
      ),
    check: 'wallet.credit',
    subject: wallet('dave'),
  },
];

describe('verify names the first wrong quote or exchange of a corrupted book', () => {
  testSpoilings(EXCHANGES, ONE_PORTION);
});

describe('verify names the first wrong commission or bonus of a corrupted book', () => {
  testSpoilings(REWARDS, ONE_PORTION);
});

describe('verify names the first wrong credit of a corrupted book', () => {
  testSpoilings(CREDIT, ONE_PORTION);

  test('the varied book has a credit line that was set, drawn on and withdrawn in one commit', async () => {
    const moments = await owner.query<{ n: string }[]>(
      `SELECT count(DISTINCT created_at) AS n FROM (
         SELECT created_at FROM credit_line WHERE wallet_id = '${idOf('gina')}' AND seq > 1
          UNION ALL SELECT created_at FROM transaction WHERE id = '${idOf('hastyDraw')}') AS happened`,
    );
    expect(moments).toEqual([{ n: '1' }]);
  });
});
