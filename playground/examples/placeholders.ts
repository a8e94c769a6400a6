import type { Facts } from '../gateway/facts.js';

const WALLET_ID = 'wal_…';
const TRANSACTION_ID = 'txn_…';
/** An owner of the demo. */
const ownerId = 'alice';

const amounts = { available: '100.00', spendable: '100.00' };
const wallet = { id: WALLET_ID, ownerId, currency: 'USD', name: 'main', ...amounts };

/** A viewer of whom nothing is known. */
export const PLACEHOLDERS: Facts = {
  id: ownerId,
  roles: ['MEMBER', 'ADMIN'],
  own: [wallet, { ...wallet, name: 'savings' }],
  others: [
    { ...wallet, ownerId: 'erin' },
    { ...wallet, ownerId: 'dave', name: 'shop' },
  ],
  withdrawals: [{ id: TRANSACTION_ID, ownerId: 'carol', initiatedBy: 'carol' }],
  purchases: [
    { id: TRANSACTION_ID, ownerId: 'erin', currency: 'USD', captured: '60.00', refunded: '0.00' },
  ],
  systemAccounts: ['EXTERNAL', 'SALES', 'FEES', 'VAT'],
  seesVat: true,
};

/** Whether a text of variables still has a placeholder in it. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(`"${WALLET_ID}"`) || text.includes(`"${TRANSACTION_ID}"`);
}
