import { expect, test } from '@jest/globals';
import { setTransaction, type Spoiling, spoilt, testSpoilings } from '../support/spoilings.js';
import { idOf, ids, useVariedBook } from '../support/varied-book.js';

useVariedBook();

const ERASURE = '01900000-0000-7000-8000-0000000000e1';
const MISSING = '01900000-0000-7000-8000-0000000000e2';
const ofTransfer = (): string => `outcome #>> '{done,transactionId}' = '${idOf('transfer')}'`;

/** An erasure of the owner of the transfer's wallet, as its command leaves it. */
const erasing = (
  owner = `(SELECT owner_id FROM wallet WHERE id = (SELECT wallet_id FROM transaction WHERE id = '${idOf('transfer')}'))`,
): string[] => [
  `INSERT INTO erasure (id, owner_id, reason, created_by, created_at) SELECT '${ERASURE}', ${owner}, 'r', 'admin', max(created_at) FROM command`,
  `INSERT INTO command (caller, key, movement, input, input_hash, outcome, event_types, created_at)
   SELECT 'admin', 'erase', 'eraseOwner', '{}', sha256('["eraseOwner",{}]'), jsonb_build_object('done', jsonb_build_object('erasure',
          jsonb_build_object('id', e.id, 'ownerId', e.owner_id))), '{owner.erased}', e.created_at FROM erasure e`,
  `UPDATE erasure SET log_position = (SELECT position FROM command WHERE key = 'erase')`,
];
const erasedCommand = (id = ERASURE): string =>
  `UPDATE command SET input = erased_value('input', input::jsonb)::json, erasure_id = '${id}' WHERE ${ofTransfer()}`;
const erasedTransaction = (id = ERASURE): string[] =>
  setTransaction(`erasure_id = '${id}', erased_sha256 = 'x', description = '[erased]'`);

const command = (): string => expect.stringMatching(/^command /) as unknown as string;

const SPOILINGS: readonly Spoiling[] = [
  {
    what: 'verify finds an input that claims an erasure that does not exist',
    by: () => [erasedCommand(MISSING)],
    check: 'command.erased',
    subject: command,
    says: () => ({ actual: 'no such erasure' }),
  },
  {
    what: 'verify finds an input that was changed under the name of an erasure',
    by: () => [
      ...erasing(),
      `UPDATE command SET input = '{"description": "other"}', erasure_id = '${ERASURE}' WHERE ${ofTransfer()}`,
    ],
    check: 'command.erased',
    subject: command,
  },
  {
    what: 'verify finds an erased input of an owner whom the erasure is not of',
    by: () => [...erasing(`'a stranger'`), erasedCommand()],
    check: 'command.erased',
    subject: command,
  },
  {
    what: 'verify finds an erased input without the mark of its erasure',
    by: () => [...erasing(), `UPDATE command SET input = '{"erased": true}' WHERE ${ofTransfer()}`],
    check: 'command.input',
    subject: command,
  },
  {
    what: 'verify finds an erasure that no command asked for',
    by: () => erasing().slice(0, 1),
    check: 'erasure.key',
    subject: () => `erasure ${ERASURE}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'verify finds a text under the mark of an erasure',
    by: () => [...erasing(), ...erasedTransaction(), ...setTransaction(`description = 'other'`)],
    check: 'transaction.erased',
    subject: () => `transaction ${ids.transfer}`,
  },
  {
    what: 'verify finds a transaction that claims an erasure that does not exist',
    by: () => erasedTransaction(MISSING),
    check: 'transaction.erased',
    subject: () => `transaction ${ids.transfer}`,
    says: () => ({ actual: 'no such erasure' }),
  },
  {
    what: 'verify finds an erased transaction of an owner whom the erasure is not of',
    by: () => [...erasing(`'a stranger'`), ...erasedTransaction()],
    check: 'transaction.erased',
    subject: () => `transaction ${ids.transfer}`,
  },
];

testSpoilings(SPOILINGS, [50_000]);

test('verify accepts what an erasure leaves', async () => {
  const [report] = await spoilt([...erasing(), erasedCommand(), ...erasedTransaction()]);
  expect(report?.findings).toEqual([]);
});
