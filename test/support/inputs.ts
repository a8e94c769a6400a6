/** Inputs that most tests give to a movement: who asks, for how much, and why. */
import type { Role, Viewer } from '../../src/domain/viewer.js';
import { parseDecimal } from '../../src/money/decimal.js';

export const viewerWith = (id: string, ...roles: Role[]): Viewer => ({ id, roles });
export const member = (id: string): Viewer => viewerWith(id, 'MEMBER');
/** The owner of the wallets in tests of one movement. */
export const OWNER = member('owner');
export const CASHIER = viewerWith('cashier', 'CASHIER');
export const ADMIN = viewerWith('admin', 'ADMIN');
export const SERVICE = viewerWith('service', 'SERVICE');

/** An amount as a movement takes it: a parsed decimal and a currency. */
export const money = (amount: string, currency = 'USD') => ({
  amount: parseDecimal(amount),
  currency,
});

export const reason = 'the test needs it';
