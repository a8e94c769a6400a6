import { IMPORTER, type OpeningDetails } from '../../domain/index.js';
import type { Changes, LockedState, Wallet } from '../../ledger/index.js';
import type { Amount } from '../../money/index.js';
import type { KindDefinition } from '../definition.js';
import { completedTransaction, systemPosting, walletPosting } from '../rules/records.js';

/** The import's rights come from the command line, not from roles. */
const IMPORT = { id: IMPORTER, roles: [] } as const;

const ORIGIN = { source: 'users.balance', row: 'line 2' } as const;

/** OPENING ↔ the wallet's CASH. No mutation makes it: an import writes many at once, in SQL. */
function opening(
  { direction, part }: Pick<OpeningDetails, 'direction' | 'part'>,
  { amount, wallet, state }: { amount: Amount; wallet: Wallet; state: LockedState },
): Changes {
  const signed = direction === 'DEBIT' ? -amount : amount;
  return {
    transaction: completedTransaction(state, IMPORT, {
      kind: 'OPENING_BALANCE',
      amount,
      currency: wallet.currency,
      walletId: wallet.id,
      details: { direction, part, origin: ORIGIN } satisfies OpeningDetails,
    }),
    postings: [
      systemPosting(wallet.currency, 'OPENING', 'POST', -signed),
      walletPosting(wallet, 'CASH', 'POST', signed),
    ],
  };
}

export const openingBalanceKind = {
  kind: 'OPENING_BALANCE',
  mutations: {},
  imported: {
    'import CREDIT': (of) => opening({ direction: 'CREDIT', part: 'WHOLE' }, of),
    'import DEBIT': (of) => opening({ direction: 'DEBIT', part: 'AFTER_HISTORY' }, of),
  },
  docs: {
    title: 'Opening balance',
    about:
      'A balance that an import brought from another system. Its `part` is WHOLE; or, if the import brings a history too, ' +
      'BEFORE_HISTORY for what was there before, and AFTER_HISTORY for what the history does not explain. Only that can ' +
      'be a DEBIT. A wallet has one opening of each part at most, and PostgreSQL refuses the second.',
    wallets: { 'a CREDIT': { CASH: 200_00n }, 'a DEBIT': { CASH: 200_00n } },
    begins: [['import CREDIT'], ['import DEBIT']],
    reaches: { COMPLETED: { 'a CREDIT': ['import CREDIT'], 'a DEBIT': ['import DEBIT'] } },
  },
} as const satisfies KindDefinition<'OPENING_BALANCE'>;
