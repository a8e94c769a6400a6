import { describe, expect, test } from '@jest/globals';
import { ids, setTransaction, spoilt, useVariedBook } from '../support/varied-book.js';

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
      'the newest transaction gone with its entries and its key',
      () => [
        `DELETE FROM idempotency_key WHERE outcome #>> '{done,transactionId}' = '${ids.reversal}'`,
        `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
        `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
      ],
    ],
  ])('%s', async (_, by) => {
    for (const report of await spoilt(by()))
      expect(report).toMatchObject({ healthy: true, findings: [] });
  });
});
