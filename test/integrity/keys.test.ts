import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  idOf,
  ids,
  ONE_PORTION,
  setTransaction,
  spoilt,
  testSpoilings,
  useVariedBook,
  type Spoiling,
} from '../support/varied-book.js';

useVariedBook();

const keyTo = (name: string): string => `outcome #>> '{done,transactionId}' = '${idOf(name)}'`;
const setOutcome = (outcome: string) => () => [
  `UPDATE idempotency_key SET outcome = '${outcome}' WHERE key = 'refused'`,
];
const FORM =
  'done with a walletId, a transactionId, a quoteId or a revocation, or refused with a code and a message, or a list of both';
const REFUSED = { code: 'SAME_WALLET', message: 'm' };
const many = (done: unknown, refused: unknown): string =>
  JSON.stringify({ many: { done, refused } });
const line = (index: unknown, transactionId: unknown = 'a') => ({ index, transactionId });

const KEYS: readonly Spoiling[] = [
  {
    what: 'a key away, so that a resend would be done again',
    by: () => [`DELETE FROM idempotency_key WHERE ${keyTo('transfer')}`],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'a key from one transaction to one that has a key',
    by: () => [
      `UPDATE idempotency_key SET key = 'mine', outcome = replace(outcome::text, '${ids.newest}', '${ids.transfer}')::jsonb WHERE ${keyTo('newest')}`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: '2 keys' }),
  },
  {
    what: 'what two keys of one caller led to',
    by: () => [
      `UPDATE idempotency_key SET outcome = jsonb_build_object('done', jsonb_build_object('transactionId',
         CASE WHEN ${keyTo('newest')} THEN '${ids.transfer}' ELSE '${ids.newest}' END))
        WHERE ${keyTo('newest')} OR ${keyTo('transfer')}`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'who asked for a transaction',
    by: () => setTransaction(`initiated_by = 'mallory'`),
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'whose a key is',
    by: () => [`UPDATE idempotency_key SET caller = 'mallory' WHERE ${keyTo('transfer')}`],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'what a key led to, to no transaction',
    by: () => [
      `UPDATE idempotency_key SET key = 'astray', outcome = jsonb_build_object('done', jsonb_build_object('transactionId', gen_random_uuid()))
        WHERE ${keyTo('transfer')}`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'idempotency_key astray of service',
    says: () => ({ actual: 'no transaction' }),
  },
  {
    what: 'what a key led to, to what is no id',
    by: setOutcome('{"done": {"transactionId": "nonsense"}}'),
    check: 'idempotencyKey.transaction',
    subject: () => 'idempotency_key refused of service',
    says: () => ({ expected: 'transaction nonsense', actual: 'no transaction' }),
  },
  {
    what: 'what a key of several led to, to what is no id',
    by: () => [
      `UPDATE idempotency_key SET outcome = jsonb_set(outcome, '{many,done,1,transactionId}', '"nonsense"')
        WHERE key = 'transfers key'`,
    ],
    check: 'idempotencyKey.transaction',
    subject: () => 'idempotency_key transfers key of service',
    says: () => ({ expected: 'transaction nonsense', actual: 'no transaction' }),
  },
  {
    what: 'what a key led to, to no quote',
    by: setOutcome(`{"done": {"quoteId": "${randomUUID()}"}}`),
    check: 'idempotencyKey.quote',
    subject: () => 'idempotency_key refused of service',
    says: () => ({ actual: 'no quote' }),
  },
  {
    what: 'a key of several away',
    by: () => [`DELETE FROM idempotency_key WHERE key = 'transfers key'`],
    check: 'transaction.key',
    subject: () => `transaction ${idOf('transfers')}`,
    says: () => ({ actual: 'no key' }),
  },
  ...(['paidOut', 'cancelled', 'recalled', 'undone', 'takenBack'] as const).map(
    (name): Spoiling => ({
      what: `the key away that gave ${name} its status`,
      by: () => [
        `DELETE FROM idempotency_key k USING transaction t
          WHERE ${keyTo(name)} AND t.id = '${idOf(name)}' AND k.created_at = t.status_changed_at`,
      ],
      check: 'transaction.key',
      subject: () => `transaction ${idOf(name)}`,
    }),
  ),
  ...(['undone', 'takenBack'] as const).map((name): Spoiling => ({
    what: `the key away that completed ${name} before it failed`,
    by: () => [
      `DELETE FROM idempotency_key k USING transaction t
        WHERE ${keyTo(name)} AND t.id = '${idOf(name)}' AND k.created_at = t.completed_at`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${idOf(name)}`,
    says: () => ({ actual: '2 keys' }),
  })),
  {
    what: 'who changed a status',
    by: () => setTransaction(`status_changed_by = 'mallory'`, 'paidOut'),
    check: 'transaction.key',
    subject: () => `transaction ${idOf('paidOut')}`,
    says: () => ({ actual: '2 keys' }),
  },
  {
    what: 'a key more that names a transaction of two',
    by: () => [
      `INSERT INTO idempotency_key SELECT caller, 'another', input_hash, outcome, created_at FROM idempotency_key
        WHERE ${keyTo('paidOut')} AND key = 'paidOut key'`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${idOf('paidOut')}`,
    says: () => ({ expected: '2 keys', actual: '3 keys' }),
  },
  {
    what: "a quote's key away",
    by: () => [`DELETE FROM idempotency_key WHERE key = 'unusedQuote key'`],
    check: 'quote.key',
    subject: () => `exchange_quote ${idOf('unusedQuote')}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'who made a quote',
    by: () => [
      `UPDATE exchange_quote SET created_by = 'mallory' WHERE id = '${idOf('unusedQuote')}'`,
    ],
    check: 'quote.key',
    subject: () => `exchange_quote ${idOf('unusedQuote')}`,
  },
  {
    what: 'who set a credit line',
    by: () => [
      `UPDATE credit_line SET set_by = 'mallory' WHERE wallet_id = '${idOf('dave')}' AND seq = 2`,
    ],
    check: 'creditLine.key',
    subject: () => `credit_line ${idOf('dave')} seq 2`,
    says: () => ({ actual: 'no such key' }),
  },
  {
    what: 'a credit line more, without a key',
    by: () => [
      `INSERT INTO credit_line SELECT wallet_id, 3, true, 1000000, set_by, created_at + interval '1 ms'
         FROM credit_line WHERE wallet_id = '${idOf('dave')}' AND seq = 2`,
    ],
    check: 'creditLine.key',
    subject: () => `credit_line ${idOf('dave')} seq 3`,
  },
  {
    what: 'a revocation away, so that what it took back would be good again',
    by: () => ['DELETE FROM token_revocation'],
    check: 'idempotencyKey.revocation',
    subject: () => 'idempotency_key revocation key of admin',
    says: () => ({ actual: 'no such revocation' }),
  },
  {
    what: 'until when tokens are revoked, by a millisecond',
    by: () => [`UPDATE token_revocation SET revoked_at = revoked_at - interval '1 ms'`],
    check: 'idempotencyKey.revocation',
    subject: () => 'idempotency_key revocation key of admin',
  },
  {
    what: 'whose tokens are revoked',
    by: () => [`UPDATE token_revocation SET subject = 'alice'`],
    check: 'idempotencyKey.revocation',
    subject: () => 'idempotency_key revocation key of admin',
    says: () => ({ expected: `a revocation of mallory at ${idOf('revocation')}` }),
  },
  {
    what: 'who revoked tokens',
    by: () => [`UPDATE token_revocation SET revoked_by = 'mallory'`],
    check: 'revocation.key',
    subject: () => `token_revocation of mallory at ${idOf('revocation')}`,
    says: () => ({ actual: 'no such key' }),
  },
  {
    what: 'a revocation more, without a key',
    by: () => [
      `INSERT INTO token_revocation SELECT 'alice', revoked_at, reason, revoked_by FROM token_revocation`,
    ],
    check: 'revocation.key',
    subject: () => `token_revocation of alice at ${idOf('revocation')}`,
  },
  {
    what: 'what a key led to, to no wallet',
    by: setOutcome(`{"done": {"walletId": "${randomUUID()}"}}`),
    check: 'idempotencyKey.wallet',
    subject: () => 'idempotency_key refused of service',
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
    // Lines that are missing, or there twice.
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
    what: `an outcome to ${outcome}`,
    by: setOutcome(outcome),
    check: 'idempotencyKey.outcome',
    subject: () => 'idempotency_key refused of service',
    says: () => ({ expected: FORM }),
  })),
];

describe('verify names the first key that does not fit, after somebody has changed', () => {
  testSpoilings(KEYS, ONE_PORTION);
});

describe('verify has nothing against an outcome', () => {
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
  ])('%s', async (outcome) => {
    const [report] = await spoilt(setOutcome(outcome)(), ONE_PORTION);
    expect(report).toMatchObject({ healthy: true, findings: [] });
  });
});
