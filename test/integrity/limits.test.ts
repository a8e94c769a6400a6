import { describe, expect, test } from '@jest/globals';
import {
  idOf,
  ids,
  ONE_PORTION,
  rechained,
  setEntryOf,
  setTransaction,
  spoilt,
  useVariedBook,
} from '../support/varied-book.js';

useVariedBook();

// Each of these a superuser can do without leaving a contradiction in the book: nothing inside it can
// tell. Here so that nobody believes otherwise; a check that finds one of them moves its line away.
describe('verify cannot see', () => {
  test.each<[string, () => readonly string[]]>([
    [
      'whose a wallet is',
      () => [`UPDATE wallet SET owner_id = 'mallory' WHERE id = '${ids.alice}'`],
    ],
    [
      'whether a wallet is frozen',
      () => [`UPDATE wallet SET status = 'FROZEN' WHERE id = '${ids.alice}'`],
    ],
    [
      'what was said of a transaction',
      () =>
        setTransaction(
          `reference = 'other', description = 'other', metadata = '{"a": 1}', status_reason = 'other'`,
        ),
    ],
    [
      'what a key was sent with',
      () => [`UPDATE idempotency_key SET input_hash = sha256('other') WHERE key = 'refused'`],
    ],
    [
      'a refusal gone, which a resend might get past',
      () => [`DELETE FROM idempotency_key WHERE key = 'refused'`],
    ],
    [
      'whether a withdrawal was rejected or cancelled',
      () => setTransaction(`status = 'CANCELLED'`, 'rejected'),
    ],
    [
      'what was to come of a deposit that did not',
      () => setTransaction(`amount = amount + 1, wallet_id = '${ids.alice}'`, 'announced'),
    ],
    [
      'where a withdrawal goes, and when its hold ends',
      () =>
        setTransaction(
          `details = '{"destination": "mallory"}', expires_at = expires_at + interval '1 day'`,
          'asked',
        ),
    ],
    [
      'a credit line that nobody drew on',
      () => [
        `UPDATE credit_line SET credit_limit = 1000000 WHERE wallet_id = '${idOf('dave')}' AND seq = 2`,
      ],
    ],
    [
      'what of it came back as credit and what as cash, within what is owed',
      () =>
        rechained(
          setEntryOf('late', 'RELEASE', 'CREDIT', 'amount = amount - 1'),
          setEntryOf('late', 'RELEASE', 'CASH', 'amount = amount + 1'),
        ),
    ],
    [
      'how much a bonus was',
      () => [
        ...setTransaction('amount = amount + 1', 'bonus'),
        ...rechained(
          `UPDATE entry SET amount = amount + sign(amount) WHERE transaction_id = '${idOf('bonus')}'`,
        ),
      ],
    ],
    [
      'a quote that nobody used gone with its key',
      () => [
        `DELETE FROM idempotency_key WHERE key = 'unusedQuote key'`,
        `DELETE FROM exchange_quote WHERE id = '${idOf('unusedQuote')}'`,
      ],
    ],
    [
      'the newest transaction gone with its entries and its key',
      () => [
        `DELETE FROM idempotency_key WHERE outcome #>> '{done,transactionId}' = '${ids.reversal}'`,
        `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
        `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
      ],
    ],
  ])('%s', async (_, by) => {
    const [report] = await spoilt(by(), ONE_PORTION);
    expect(report).toMatchObject({ healthy: true, findings: [] });
  });
});
