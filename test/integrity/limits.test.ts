import { describe, expect, test } from '@jest/globals';
import { idOf, ids, useVariedBook } from '../support/varied-book.js';
import {
  ONE_PORTION,
  rechained,
  setEntryOf,
  setTransaction,
  spoilt,
} from '../support/spoilings.js';

useVariedBook();

// A superuser can do each of these without leaving a contradiction in the book, so nothing inside it
// can tell. This list makes that known; remove a line from it when a check finds that change.
describe('verify cannot see changes that leave no contradiction in the book', () => {
  test.each<[string, () => readonly string[]]>([
    [
      'a changed owner of a wallet',
      () => [`UPDATE wallet SET owner_id = 'mallory' WHERE id = '${ids.alice}'`],
    ],
    [
      'a wallet that is marked as frozen',
      () => [`UPDATE wallet SET status = 'FROZEN' WHERE id = '${ids.alice}'`],
    ],
    [
      'changed texts and metadata of a transaction',
      () =>
        setTransaction(
          `reference = 'other', description = 'other', metadata = '{"a": 1}', status_reason = 'other'`,
        ),
    ],
    [
      'an input that was changed together with its hash',
      () => [
        `UPDATE command SET input = '{}', input_hash = sha256(convert_to('["' || movement || '",{}]', 'UTF8'))
          WHERE key = 'refused'`,
      ],
    ],
    [
      'a deleted refusal, which a retry might get past',
      () => [`DELETE FROM command WHERE key = 'refused'`],
    ],
    [
      'a rejected withdrawal that is marked as cancelled',
      () => setTransaction(`status = 'CANCELLED'`, 'rejected'),
    ],
    [
      'a failed purchase that is marked as cancelled',
      () => setTransaction(`status = 'CANCELLED'`, 'dropped'),
    ],
    [
      'a changed amount and wallet of a pending deposit',
      () => setTransaction(`amount = amount + 1, wallet_id = '${ids.alice}'`, 'announced'),
    ],
    [
      'a changed destination and expiry of a withdrawal',
      () =>
        setTransaction(
          `details = '{"destination": "mallory"}', expires_at = expires_at + interval '1 day'`,
          'asked',
        ),
    ],
    [
      'a changed credit line on which nothing was drawn',
      () => [
        `UPDATE credit_line SET credit_limit = 1000000 WHERE wallet_id = '${idOf('dave')}' AND seq = 2`,
      ],
    ],
    [
      'a changed split of a release into credit and cash, within what is owed',
      () =>
        rechained(
          setEntryOf('late', 'RELEASE', 'CREDIT', 'amount = amount - 1'),
          setEntryOf('late', 'RELEASE', 'CASH', 'amount = amount + 1'),
        ),
    ],
    [
      'a changed amount of a bonus',
      () => [
        ...setTransaction('amount = amount + 1', 'bonus'),
        ...rechained(
          `UPDATE entry SET amount = amount + sign(amount) WHERE transaction_id = '${idOf('bonus')}'`,
        ),
      ],
    ],
    [
      'a changed label of a split',
      () => setTransaction(`splits = jsonb_set(splits, '{0,label}', '"other"')`, 'dividedTransfer'),
    ],
    [
      'changed terms of splits that were never paid',
      () => [
        ...setTransaction(`splits = jsonb_set(splits, '{0,amount}', '"1"')`, 'dividedHeld'),
        ...setTransaction(`splits = jsonb_set(splits, '{0,amount}', '"1"')`, 'dividedDropped'),
      ],
    ],
    [
      'a changed moment at which a posting took effect',
      () => setTransaction(`effective_at = effective_at - interval '1 day'`, 'walletless'),
    ],
    [
      'a posting of which every leg is turned round',
      () =>
        rechained(`UPDATE entry SET amount = -amount WHERE transaction_id = '${idOf('posting')}'`),
    ],
    [
      'a posting that names another of its wallets first',
      () => [
        `UPDATE further_wallet SET wallet_id = '${idOf('shopper')}'
          WHERE position = (SELECT position FROM transaction WHERE id = '${idOf('posting')}')`,
        ...setTransaction(
          `wallet_id = '${idOf('merchant')}', further_wallet_ids = '{${idOf('shopper')}}'`,
          'posting',
        ),
      ],
    ],
    [
      'an unused quote that is deleted with its key',
      () => [
        `DELETE FROM command WHERE key = 'unusedQuote key'`,
        `DELETE FROM exchange_quote WHERE id = '${idOf('unusedQuote')}'`,
      ],
    ],
    [
      'the newest transaction that is deleted with its entries and its key',
      () => [
        `DELETE FROM command WHERE outcome #>> '{done,transactionId}' = '${ids.reversal}'`,
        `DELETE FROM entry WHERE transaction_id = '${ids.reversal}'`,
        `DELETE FROM transaction WHERE id = '${ids.reversal}'`,
      ],
    ],
  ])('verify cannot see %s', async (_, by) => {
    const [report] = await spoilt(by(), ONE_PORTION);
    expect(report).toMatchObject({ healthy: true, findings: [] });
  });
});
