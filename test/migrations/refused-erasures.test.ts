import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { deposit, eraseOwner, revokeTokens } from '../../src/movements/index.js';
import { done } from '../support/book.js';
import { ADMIN, money, reason, SERVICE } from '../support/inputs.js';
import { quoted, SENDERS, usePlainSql, type Refused } from '../support/plain-sql.js';

// alice is being erased. PostgreSQL lets exactly her texts become what an erasure makes of them.

const sql = usePlainSql();

const RESTRICT = '23001';
const OF_TRANSACTION: Refused = { state: RESTRICT, constraint: 'transaction_erased_by_erasure' };
const OF_COMMAND: Refused = { state: RESTRICT, constraint: 'command_erased_by_erasure' };
const OF_REVOCATION: Refused = {
  state: RESTRICT,
  constraint: 'token_revocation_erased_by_erasure',
};

let erasure: string;
let paid: string;
const KEY = 'paid to alice';
const LATER = 'paid to alice later';

beforeAll(async () => {
  const { ledger } = sql.at.gateway.book;
  const pay = async (key: string): Promise<string> => {
    const remarks = { reference: 'ref', description: 'words', metadata: { a: 'words' } };
    const input = { walletId: sql.facts.alice, amount: money('1.00', 'USD'), ...remarks };
    return done(await ledger.submit(deposit, input, SERVICE, key)).transactionId!;
  };
  paid = await pay(KEY);
  for (const subject of ['alice', 'bob'])
    done(await ledger.submit(revokeTokens, { subject, reason }, ADMIN, randomUUID()));
  const input = { ownerId: 'alice', reason };
  erasure = done(await ledger.submit(eraseOwner, input, ADMIN, 'erase')).erasure!.id;
  await pay(LATER);
});

const begin = (): string =>
  `UPDATE erasure SET log_position = (SELECT position FROM command WHERE key = 'erase') WHERE id = '${erasure}'`;
const finish = (): string =>
  `UPDATE erasure SET step = 'DONE', finished_at = now() WHERE id = '${erasure}'`;

/** The erasing of a transaction, or another change in its place. */
function eraseTransaction(otherwise: Record<string, string> = {}, id = paid): string {
  const set = {
    ...{ reference: `'[erased]'`, description: `'[erased]'`, metadata: `'{"erased": true}'` },
    erased_sha256: 'texts_sha256(reference, description, metadata, details, splits)',
    erasure_id: quoted(erasure),
    ...otherwise,
  };
  return `UPDATE transaction SET ${assignments(set)} WHERE id = '${id}'`;
}

function eraseCommand(otherwise: Record<string, string> = {}, where = `key = '${KEY}'`): string {
  const set = {
    ...{ input: `erased_value('input', input::jsonb)::json`, erasure_id: quoted(erasure) },
    ...otherwise,
  };
  return `UPDATE command SET ${assignments(set)} WHERE ${where}`;
}

const assignments = (set: Record<string, string>): string =>
  Object.entries(set)
    .map(([column, value]) => `${column} = ${value}`)
    .join(', ');

const revocation = (subject: string, text = '[erased]'): string =>
  `UPDATE token_revocation SET reason = '${text}' WHERE subject = '${subject}'`;

const CASES: readonly (readonly [what: string, refused: Refused, statements: () => string[]])[] = [
  ['another text', OF_TRANSACTION, () => [begin(), eraseTransaction({ description: `'better'` })]],
  [
    'a text that stays',
    OF_TRANSACTION,
    () => [begin(), eraseTransaction({ reference: 'reference' })],
  ],
  ['other metadata', OF_TRANSACTION, () => [begin(), eraseTransaction({ metadata: `'{}'` })]],
  [
    'a text where none was',
    OF_TRANSACTION,
    () => [begin(), eraseTransaction({ status_reason: `'x'` })],
  ],
  [
    'a hash of other texts',
    OF_TRANSACTION,
    () => [begin(), eraseTransaction({ erased_sha256: `'x'` })],
  ],
  [
    'a transaction of another owner',
    OF_TRANSACTION,
    () => [
      begin(),
      eraseTransaction(
        { reference: 'NULL', description: 'NULL', metadata: `'{}'` },
        sql.facts.deposited,
      ),
    ],
  ],
  [
    'an erasure that does not exist',
    OF_TRANSACTION,
    () => [begin(), eraseTransaction({ erasure_id: quoted(randomUUID()) })],
  ],
  ['an erasure that has not begun', OF_TRANSACTION, () => [eraseTransaction()]],
  ['an erasure that is done', OF_TRANSACTION, () => [begin(), finish(), eraseTransaction()]],
  [
    'erased texts without an erasure',
    { state: RESTRICT, constraint: 'transaction_stays' },
    () => [begin(), `UPDATE transaction SET description = '[erased]' WHERE id = '${paid}'`],
  ],
  ['another input', OF_COMMAND, () => [begin(), eraseCommand({ input: `'{"amount":"9"}'` })]],
  ['an input that stays', OF_COMMAND, () => [begin(), eraseCommand({ input: 'input' })]],
  [
    'another outcome',
    OF_COMMAND,
    () => [begin(), eraseCommand({ outcome: `'{"refused":{"code":"X","message":""}}'` })],
  ],
  [
    'an input without an erasure',
    OF_COMMAND,
    () => [begin(), eraseCommand({ erasure_id: 'NULL' })],
  ],
  ['a command with an erasure that is done', OF_COMMAND, () => [begin(), finish(), eraseCommand()]],
  ['a command with an erasure that has not begun', OF_COMMAND, () => [eraseCommand()]],
  [
    'a command after the erasure',
    OF_COMMAND,
    () => [begin(), eraseCommand({}, `key = '${LATER}'`)],
  ],
  ['the erasing itself', OF_COMMAND, () => [begin(), eraseCommand({}, `key = 'erase'`)]],
  [
    'a command about another owner',
    OF_COMMAND,
    () => [
      begin(),
      eraseCommand({}, `outcome #>> '{done,transactionId}' = '${sql.facts.deposited}'`),
    ],
  ],
  ['the reason of another revocation', OF_REVOCATION, () => [begin(), revocation('bob')]],
  ['another reason', OF_REVOCATION, () => [begin(), revocation('alice', 'better')]],
  ['a reason before it has begun', OF_REVOCATION, () => [revocation('alice')]],
  [
    'a beginning at another place',
    { state: '23514', constraint: 'erasure_begun_at_its_command' },
    () => [`UPDATE erasure SET log_position = 1e18`],
  ],
  [
    'a second beginning',
    { state: '23514', constraint: 'erasure_begun_at_its_command' },
    () => [begin(), `UPDATE erasure SET log_position = log_position + 1`],
  ],
  [
    'a step back of what is done',
    { state: RESTRICT, constraint: 'erasure_stays' },
    () => [begin(), finish(), `UPDATE erasure SET step = 'COMMANDS', finished_at = NULL`],
  ],
];

describe.each(SENDERS)('as %s, PostgreSQL refuses', (sender) => {
  test.each(CASES)('%s', async (_, refused, statements) => {
    await sql.expectRefusal(sender, statements(), refused);
  });
});

describe('as the owner of the tables, PostgreSQL refuses', () => {
  test('an erasing that changes a fact too', async () => {
    await sql.expectRefusal('owner', [begin(), eraseTransaction({ amount: '1' })], OF_TRANSACTION);
    const others = `UPDATE erasure SET owner_id = 'bob'`;
    await sql.expectRefusal('owner', [others], { state: RESTRICT, constraint: 'erasure_stays' });
  });
});

test.each(SENDERS)('as %s, rows that begin as erased are refused', async (sender) => {
  const columns = 'key, movement, input, input_hash, outcome, created_at';
  await sql.expectRefusal(
    sender,
    [
      `INSERT INTO command (caller, erasure_id, ${columns})
       SELECT 'x', '${erasure}', ${columns} FROM command WHERE key = '${KEY}'`,
    ],
    { state: '23514', constraint: 'command_begins_with_texts' },
  );
  const of = 'kind, status, currency, amount, wallet_id, initiated_by, created_at, completed_at';
  await sql.expectRefusal(
    sender,
    [
      `INSERT INTO transaction (id, erasure_id, erased_sha256, ${of})
       SELECT '${randomUUID()}', '${erasure}', '', ${of} FROM transaction WHERE id = '${paid}'`,
    ],
    { state: '23514', constraint: 'transaction_begins_with_texts' },
  );
});

test.each(SENDERS)(
  'as %s, the texts of an owner can be erased while the erasure is under way',
  async (sender) => {
    for (const legal of [eraseTransaction(), eraseCommand(), revocation('alice'), finish()])
      expect(await sql.refusal(sender, [begin(), legal])).toBe('NOT REFUSED');
  },
);
