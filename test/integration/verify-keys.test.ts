import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import {
  ids,
  setTransaction,
  testSpoilings,
  useVariedBook,
  type Spoiling,
} from '../support/varied-book.js';

useVariedBook();

const keyOf = (id: keyof typeof ids): string => `outcome #>> '{done,transactionId}' = '${ids[id]}'`;
const setOutcome = (outcome: string) => () => [
  `UPDATE idempotency_key SET outcome = '${outcome}' WHERE key = 'refused'`,
];
const FORM =
  'done with a walletId or a transactionId, or refused with a code and a message' as const;

const KEYS: readonly Spoiling[] = [
  {
    what: 'a key away, so that a resend would be done again',
    by: () => [`DELETE FROM idempotency_key WHERE ${keyOf('transfer')}`],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'a key from one transaction to one that has a key',
    by: () => [
      `UPDATE idempotency_key SET key = 'mine', outcome = replace(outcome::text, '${ids.newest}', '${ids.transfer}')::jsonb WHERE ${keyOf('newest')}`,
    ],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: '2 keys' }),
  },
  {
    what: 'what two keys of one caller led to',
    by: () => [
      `UPDATE idempotency_key SET outcome = jsonb_build_object('done', jsonb_build_object('transactionId',
         CASE WHEN ${keyOf('newest')} THEN '${ids.transfer}' ELSE '${ids.newest}' END))
        WHERE ${keyOf('newest')} OR ${keyOf('transfer')}`,
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
    by: () => [`UPDATE idempotency_key SET caller = 'mallory' WHERE ${keyOf('transfer')}`],
    check: 'transaction.key',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'what a key led to, to no transaction',
    by: () => [
      `UPDATE idempotency_key SET key = 'astray', outcome = jsonb_build_object('done', jsonb_build_object('transactionId', gen_random_uuid()))
        WHERE ${keyOf('transfer')}`,
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
  ].map((outcome): Spoiling => ({
    what: `an outcome to ${outcome}`,
    by: setOutcome(outcome),
    check: 'idempotencyKey.outcome',
    subject: () => 'idempotency_key refused of service',
    says: () => ({ expected: FORM }),
  })),
];

describe('verify names the first key that does not fit, after somebody has changed', () => {
  testSpoilings(KEYS);
});
