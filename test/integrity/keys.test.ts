import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { idOf, ids, useVariedBook } from '../support/varied-book.js';
import {
  ONE_PORTION,
  setTransaction,
  type Spoiling,
  spoilt,
  testSpoilings,
} from '../support/spoilings.js';

useVariedBook();

const keyTo = (name: string): string => `outcome #>> '{done,transactionId}' = '${idOf(name)}'`;
const setOutcome = (outcome: string) => () => [
  `UPDATE command SET outcome = '${outcome}' WHERE key = 'refused'`,
];
const FORM =
  'done with a walletId, a transactionId, a quoteId, a currencyCode, a systemAccountName, a reconciliationId, a scheduleId, a monitorId, an alertId, a webhookId, an erasure or a revocation, or refused with a code and a message, or a list of both';
const REFUSED = { code: 'SAME_WALLET', message: 'm' };
const many = (done: unknown, refused: unknown): string =>
  JSON.stringify({ many: { done, refused } });
const line = (index: unknown, transactionId: unknown = 'a') => ({ index, transactionId });

const KEYS: readonly Spoiling[] = [
  {
    what: 'verify finds a deleted key, whose retry would be executed again',
    by: () => [`DELETE FROM command WHERE ${keyTo('transfer')}`],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'verify finds an input that was changed in the log',
    by: () => [`UPDATE command SET input = '{"walletId": "another"}' WHERE ${keyTo('transfer')}`],
    check: 'command.input',
    subject: () => expect.stringMatching(/^command /) as unknown as string,
    says: () => ({
      expected: expect.stringMatching(/^an input with the hash [0-9a-f]{64}$/) as unknown as string,
    }),
  },
  {
    what: 'verify finds a refused command with an event',
    by: () => [`UPDATE command SET event_types = '{transaction.completed}' WHERE key = 'refused'`],
    check: 'command.events',
    subject: () => 'command refused of service',
    says: () => ({ expected: 'no events', actual: 'transaction.completed' }),
  },
  {
    what: 'verify finds an event of a type that does not exist',
    by: () => [`UPDATE command SET event_types = '{wallet.melted}' WHERE ${keyTo('transfer')}`],
    check: 'command.events',
    subject: () => expect.stringMatching(/^command /) as unknown as string,
    says: () => ({ expected: 'known types of events', actual: 'wallet.melted' }),
  },
  {
    what: 'verify finds a key moved to a transaction that has one',
    by: () => [
      `UPDATE command SET key = 'mine', outcome = replace(outcome::text, '${ids.newest}', '${ids.transfer}')::jsonb WHERE ${keyTo('newest')}`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: '2 keys' }),
  },
  {
    what: 'verify finds two keys of a caller that swapped their outcomes',
    by: () => [
      `UPDATE command SET outcome = jsonb_build_object('done', jsonb_build_object('transactionId',
         CASE WHEN ${keyTo('newest')} THEN '${ids.transfer}' ELSE '${ids.newest}' END))
        WHERE ${keyTo('newest')} OR ${keyTo('transfer')}`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'verify finds a changed initiator of a transaction',
    by: () => setTransaction(`initiated_by = 'mallory'`),
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'verify finds a changed caller of a key',
    by: () => [`UPDATE command SET caller = 'mallory' WHERE ${keyTo('transfer')}`],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'verify finds a key whose transaction does not exist',
    by: () => [
      `UPDATE command SET key = 'astray', outcome = jsonb_build_object('done', jsonb_build_object('transactionId', gen_random_uuid()))
        WHERE ${keyTo('transfer')}`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'command astray of service',
    says: () => ({ actual: 'no transaction' }),
  },
  {
    what: 'verify finds a key whose transaction is not an id',
    by: setOutcome('{"done": {"transactionId": "nonsense"}}'),
    check: 'idempotencyKey.transaction',
    subject: () => 'command refused of service',
    says: () => ({ expected: 'transaction nonsense', actual: 'no transaction' }),
  },
  {
    what: 'verify finds a key of several lines with a transaction that is not an id',
    by: () => [
      `UPDATE command SET outcome = jsonb_set(outcome, '{many,done,1,transactionId}', '"nonsense"')
        WHERE key = 'transfers key'`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'command transfers key of service',
    says: () => ({ expected: 'transaction nonsense', actual: 'no transaction' }),
  },
  {
    what: 'verify finds a key whose quote does not exist',
    by: setOutcome(`{"done": {"quoteId": "${randomUUID()}"}}`),
    check: 'idempotencyKey.quote',
    subject: () => 'command refused of service',
    says: () => ({ actual: 'no quote' }),
  },
  {
    what: 'verify finds a deleted key of several lines',
    by: () => [`DELETE FROM command WHERE key = 'transfers key'`],
    check: 'transaction.key',
    subject: () => `transaction ${idOf('transfers')}`,
    says: () => ({ actual: 'no key' }),
  },
  ...(['paidOut', 'cancelled', 'recalled', 'undone', 'takenBack'] as const).map(
    (name): Spoiling => ({
      what: `verify finds that the key which gave ${name} its status is deleted`,
      by: () => [
        `DELETE FROM command k USING transaction t
          WHERE ${keyTo(name)} AND t.id = '${idOf(name)}' AND k.created_at = t.status_changed_at`,
      ],
      check: 'transaction.key',
      subject: () => `transaction ${idOf(name)}`,
    }),
  ),
  ...(['undone', 'takenBack'] as const).map((name): Spoiling => ({
    what: `verify finds that the key which completed ${name} before it failed is deleted`,
    by: () => [
      `DELETE FROM command k USING transaction t
        WHERE ${keyTo(name)} AND t.id = '${idOf(name)}' AND k.created_at = t.completed_at`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${idOf(name)}`,
    says: () => ({ actual: '2 keys' }),
  })),
  {
    what: 'verify finds a changed author of a status',
    by: () => setTransaction(`status_changed_by = 'mallory'`, 'paidOut'),
    check: 'transaction.key',
    subject: () => `transaction ${idOf('paidOut')}`,
    says: () => ({ actual: '2 keys' }),
  },
  {
    what: 'verify finds a third key for a transaction that has two',
    by: () => [
      `INSERT INTO command (caller, key, movement, input, input_hash, outcome, created_at)
       SELECT caller, 'another', movement, input, input_hash, outcome, created_at FROM command
        WHERE ${keyTo('paidOut')} AND key = 'paidOut key'`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${idOf('paidOut')}`,
    says: () => ({ expected: '2 keys', actual: '3 keys' }),
  },
  {
    what: 'verify finds a deleted key of a quote',
    by: () => [`DELETE FROM command WHERE key = 'unusedQuote key'`],
    check: 'quote.key',
    subject: () => `exchange_quote ${idOf('unusedQuote')}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'verify finds a changed creator of a quote',
    by: () => [
      `UPDATE exchange_quote SET created_by = 'mallory' WHERE id = '${idOf('unusedQuote')}'`,
    ],
    check: 'quote.key',
    subject: () => `exchange_quote ${idOf('unusedQuote')}`,
  },
  {
    what: 'verify finds a changed author of a credit line',
    by: () => [
      `UPDATE credit_line SET set_by = 'mallory' WHERE wallet_id = '${idOf('dave')}' AND seq = 2`,
    ],
    check: 'creditLine.key',
    subject: () => `credit_line ${idOf('dave')} seq 2`,
    says: () => ({ actual: 'no such key' }),
  },
  {
    what: 'verify finds an extra credit line without a key',
    by: () => [
      `INSERT INTO credit_line SELECT wallet_id, 3, true, 1000000, set_by, created_at + interval '1 ms'
         FROM credit_line WHERE wallet_id = '${idOf('dave')}' AND seq = 2`,
    ],
    check: 'creditLine.key',
    subject: () => `credit_line ${idOf('dave')} seq 3`,
  },
  {
    what: 'verify finds a changed time of a currency',
    by: () => [`UPDATE currency SET created_at = created_at - interval '1 ms' WHERE code = 'GEM'`],
    check: 'currency.key',
    subject: () => 'currency GEM',
  },
  {
    what: 'verify finds a currency that no key created',
    by: () => [
      `INSERT INTO currency VALUES ('ZZZ', 2, 'Mine', now())`,
      `INSERT INTO account (id, kind, currency)
         SELECT gen_random_uuid(), kind, 'ZZZ' FROM account WHERE wallet_id IS NULL AND shard = 0 AND currency = 'SEK'`,
    ],
    check: 'currency.key',
    subject: () => 'currency ZZZ',
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'verify finds a key whose currency does not exist',
    by: setOutcome('{"done": {"currencyCode": "ZZZ"}}'),
    check: 'idempotencyKey.currency',
    subject: () => 'command refused of service',
    says: () => ({ expected: 'currency ZZZ', actual: 'no currency' }),
  },
  {
    what: 'verify finds a changed creator of a system account',
    by: () => [`UPDATE system_account SET created_by = 'mallory' WHERE name = 'FEES'`],
    check: 'systemAccount.key',
    subject: () => 'system_account FEES',
  },
  {
    what: 'verify finds a deleted system account',
    by: () => [`DELETE FROM system_account WHERE name = 'VAT'`],
    check: 'idempotencyKey.systemAccount',
    subject: () => 'command account key of admin',
    says: () => ({ expected: 'systemAccount VAT', actual: 'no systemAccount' }),
  },
  {
    what: 'verify finds a deleted revocation, whose tokens would be valid again',
    by: () => ['DELETE FROM token_revocation'],
    check: 'idempotencyKey.revocation',
    subject: () => 'command revocation key of admin',
    says: () => ({ actual: 'no such revocation' }),
  },
  {
    what: 'verify finds a time of revocation changed by a millisecond',
    by: () => [`UPDATE token_revocation SET revoked_at = revoked_at - interval '1 ms'`],
    check: 'idempotencyKey.revocation',
    subject: () => 'command revocation key of admin',
  },
  {
    what: 'verify finds a changed subject of a revocation',
    by: () => [`UPDATE token_revocation SET subject = 'alice'`],
    check: 'idempotencyKey.revocation',
    subject: () => 'command revocation key of admin',
    says: () => ({ expected: `a revocation of mallory at ${idOf('revocation')}` }),
  },
  {
    what: 'verify finds a changed author of a revocation',
    by: () => [`UPDATE token_revocation SET revoked_by = 'mallory'`],
    check: 'revocation.key',
    subject: () => `token_revocation of mallory at ${idOf('revocation')}`,
    says: () => ({ actual: 'no such key' }),
  },
  {
    what: 'verify finds an extra revocation without a key',
    by: () => [
      `INSERT INTO token_revocation SELECT 'alice', revoked_at, reason, revoked_by FROM token_revocation`,
    ],
    check: 'revocation.key',
    subject: () => `token_revocation of alice at ${idOf('revocation')}`,
  },
  {
    what: 'verify finds a key whose wallet does not exist',
    by: setOutcome(`{"done": {"walletId": "${randomUUID()}"}}`),
    check: 'idempotencyKey.wallet',
    subject: () => 'command refused of service',
    says: () => ({ actual: 'no wallet' }),
  },
  ...[
    'null',
    '[]',
    '7',
    '"done"',
    '{}',
    '{"done": null}',
    '{"done": {}}',
    '{"done": {"transactionId": 7}}',
    '{"done": {"transactionId": ["a"]}}',
    '{"done": {"transactionId": "a", "walletId": "b"}}',
    '{"done": {"transactionId": "a"}, "refused": {"code": "SAME_WALLET", "message": "m"}}',
    '{"refused": "SAME_WALLET"}',
    '{"refused": {"code": "SAME_WALLET"}}',
    '{"refused": {"code": ["SAME_WALLET"], "message": "m"}}',
    '{"refused": {"code": "NO_SUCH_CODE", "message": "m"}}',
    '{"refused": {"code": "INSUFFICIENT_FUNDS", "message": "m"}}',
    '{"refused": {"code": "INSUFFICIENT_FUNDS", "message": "m", "available": {"amount": "many", "currency": "USD"}, "required": {"amount": "1", "currency": "USD"}}}',
    '{"refused": {"code": "SAME_WALLET", "message": "m"}, "many": {"done": [], "refused": []}}',
    '{"done": {"quoteId": 7}}',
    '{"done": {"revocation": "mallory"}}',
    '{"done": {"revocation": {"subject": "mallory"}}}',
    '{"done": {"revocation": {"subject": 7, "revokedAt": "2026-01-01T00:00:00.000Z"}}}',
    '{"done": {"revocation": {"subject": "a", "revokedAt": "2026-01-01T00:00:00.000Z", "more": 1}}}',
    '{"many": null}',
    '{"many": []}',
    '{"many": {"done": []}}',
    '{"many": {"done": [], "refused": [], "more": []}}',
    many({}, []),
    many([], 'SAME_WALLET'),
    many(['a'], []),
    many([[line(0)]], []),
    many([{ transactionId: 'a' }], []),
    many([line('0')], []),
    many([line(0, 7)], []),
    many([{ ...line(0), more: 1 }], []),
    many([], [REFUSED]),
    many([], [{ index: 0, refused: { code: 'SAME_WALLET' } }]),
    many([], [{ index: 0, refused: REFUSED, more: 1 }]),
    many([], [{ index: null, refused: REFUSED }]),
    // Missing and duplicate lines.
    many([line(1)], []),
    many([line(0), line(0)], []),
    many([line(0)], [{ index: 0, refused: REFUSED }]),
    many([line(0)], [{ index: 2, refused: REFUSED }]),
    many([line(0.5)], []),
    many(
      [],
      [
        { index: 1, refused: REFUSED },
        { index: 2, refused: REFUSED },
      ],
    ),
  ].map((outcome): Spoiling => ({
    what: `verify finds the malformed outcome ${outcome}`,
    by: setOutcome(outcome),
    check: 'idempotencyKey.outcome',
    subject: () => 'command refused of service',
    says: () => ({ expected: FORM }),
  })),
];

describe('verify names the first wrong key of a corrupted book', () => {
  testSpoilings(KEYS, ONE_PORTION);
});

describe('verify accepts well-formed outcomes', () => {
  test.each([
    '{"refused": {"code": "QUOTE_USED", "message": "m"}}',
    many([], []),
    many([], [{ index: 7, refused: REFUSED }]),
    many(
      [],
      [
        { index: 1, refused: REFUSED },
        { index: 0, refused: REFUSED },
      ],
    ),
  ])('verify accepts the outcome %s', async (outcome) => {
    const [report] = await spoilt(setOutcome(outcome)(), ONE_PORTION);
    expect(report).toMatchObject({ healthy: true, findings: [] });
  });
});
