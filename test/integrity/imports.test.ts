import { describe, expect } from '@jest/globals';
import { idOf, useVariedBook } from '../support/varied-book.js';
import { setTransaction, type Spoiling, testSpoilings } from '../support/spoilings.js';

useVariedBook();

const ONE_COMMIT = 'transactions that one commit of an import wrote';
const ANY_OPENING = [
  'ALTER TABLE transaction DROP CONSTRAINT transaction_opening_of_import',
  'DROP INDEX transaction_opened_once',
];
const setPart = (name: string, part: string): string[] =>
  setTransaction(`details = details || '{"part": "${part}"}'`, name);

const SPOILINGS: readonly Spoiling[] = [
  {
    what: 'verify finds a transaction of the gateway that is passed off as imported',
    by: () => setTransaction(`initiated_by = 'onebook:import'`, 'deposit'),
    check: 'import.transaction',
    subject: () => `transaction ${idOf('deposit')}`,
    says: () => ({ actual: 'a DEPOSIT apart from its wallet' }),
  },
  {
    what: 'verify finds an imported transaction that another commit wrote than its wallet',
    by: () => setTransaction(`written_by = '3'`, 'importedPayout'),
    check: 'import.transaction',
    subject: () => `transaction ${idOf('importedPayout')}`,
    says: () => ({ actual: 'a WITHDRAWAL apart from its wallet' }),
  },
  {
    what: 'verify finds an opening that no import wrote',
    by: () => [...ANY_OPENING, ...setTransaction(`initiated_by = 'mallory'`, 'openedWhole')],
    check: 'opening.caller',
    subject: () => `transaction ${idOf('openedWhole')}`,
    says: () => ({ expected: 'an import, onebook:import', actual: 'mallory' }),
  },
  {
    what: 'verify finds a wallet that was opened twice',
    by: () => [...ANY_OPENING, ...setPart('openedBefore', 'WHOLE')],
    check: 'opening.once',
    subject: () => `wallet ${idOf('imported')}`,
    says: () => ({ actual: 'WHOLE, AFTER_HISTORY' }),
  },
  {
    what: 'verify finds an opening before a history that is not the first entry',
    by: () => [
      ...ANY_OPENING,
      ...setPart('openedAfter', 'BEFORE_HISTORY'),
      ...setPart('openedBefore', 'AFTER_HISTORY'),
      ...setTransaction('position = 1000000000', 'openedBefore'),
    ],
    check: 'opening.place',
    subject: () => `transaction ${idOf('openedAfter')}`,
    says: () => ({ expected: 'the first entry of its wallet', actual: 'entry 8' }),
  },
  {
    what: 'verify finds an opening after a history that an imported transaction follows',
    by: () => setTransaction('position = 0', 'openedAfter'),
    check: 'opening.place',
    subject: () => `transaction ${idOf('openedAfter')}`,
    says: () => ({ actual: `a place before transaction ${idOf('openedBefore')}` }),
  },
  {
    what: 'verify finds an entry of another caller in a chain of an import',
    by: () => setTransaction(`initiated_by = 'mallory'`, 'importedDeposit'),
    check: 'import.shard',
    subject: () => 'shard 64',
    says: () => ({ expected: ONE_COMMIT, actual: '1 entries of others, 1 commits' }),
  },
  {
    what: 'verify finds an imported transaction that another caller is said to have completed',
    by: () =>
      setTransaction(
        `status_changed_by = 'mallory', status_changed_at = completed_at`,
        'importedDeposit',
      ),
    check: 'transaction.key',
    subject: () => `transaction ${idOf('importedDeposit')}`,
    says: () => ({ actual: 'no key' }),
  },
  {
    what: 'verify finds a change of an imported transaction that has no key',
    by: () => setTransaction(`status_changed_by = 'mallory'`, 'importedSale'),
    check: 'transaction.key',
    subject: () => `transaction ${idOf('importedSale')}`,
  },
  {
    what: 'verify finds a commit of an import that wrote less than its key says',
    by: () => [
      `UPDATE command SET outcome = jsonb_set(outcome, '{done,imported,transactions}', '9')
        WHERE outcome #>> '{done,imported,transactions}' = '8'`,
    ],
    check: 'import.key',
    subject: () => expect.stringMatching(/^command /) as unknown as string,
    says: () => ({
      expected: '9 transactions and 1 wallets',
      actual: '8 transactions and 1 wallets',
    }),
  },
  {
    what: 'verify finds imported transactions of which no key tells',
    by: () => [`DELETE FROM command WHERE outcome #>> '{done,imported,transactions}' = '8'`],
    check: 'import.key',
    subject: () => expect.stringMatching(/^transactions written by /) as unknown as string,
    says: () => ({ expected: 'a key of the import', actual: '8 transactions and 0 wallets' }),
  },
];

describe('verify names the first fault of a spoilt import', () => {
  testSpoilings(SPOILINGS);
});
