import type { Book } from '../book/index.js';
import type { Viewer } from '../domain/index.js';
import type { AffectedIds, Movement, Result } from '../ledger/index.js';
import { parseDecimal } from '../money/index.js';
import { createSystemAccount, openWallet, type MoneyInput } from '../movements/index.js';

/** Callers of the demo's commands. Their idempotency keys cannot collide with those of other callers. */
export const PROGRAM: Viewer = { id: 'demo', roles: ['SERVICE'] };
export const ADMIN: Viewer = { id: 'demo-admin', roles: ['ADMIN'] };

/** @param amount in major units, such as "104.00" */
export function money(amount: string, currency: string): MoneyInput {
  return { amount: parseDecimal(amount), currency };
}

/**
 * Carries out one step under a fixed key, so that a step which was done before does nothing.
 * @returns the ids of what it made; none if an earlier version of the demo did this step with another input
 * @throws Error that names the step, if the rules refuse it
 */
export async function act<I>(
  book: Book,
  movement: Movement<I>,
  input: I,
  key: string,
  by: Viewer = PROGRAM,
): Promise<AffectedIds> {
  const { outcome }: Result = await book.ledger.submit(movement, input, by, key);
  if ('done' in outcome) return outcome.done;
  if ('many' in outcome) throw new Error(`demo: ${key} is one step, not many`);
  if (outcome.refused.code === 'IDEMPOTENCY_CONFLICT') return {};
  throw new Error(`demo: ${key}: ${outcome.refused.message}`);
}

/** Opens a wallet. @returns its id */
export async function open(
  book: Book,
  wallet: { readonly ownerId: string; readonly currency: string; readonly name?: string },
): Promise<string> {
  const { ownerId, currency, name } = wallet;
  const key = ['open', ownerId, currency, ...(name === undefined ? [] : [name])].join(' ');
  const { walletId } = await act(book, openWallet, wallet, key);
  if (walletId === undefined) throw new Error(`demo: ${key}: no wallet`);
  return walletId;
}

/** Adds a system account, unless the operator has one of that name. */
export async function addSystemAccount(
  book: Book,
  name: string,
  description: string,
): Promise<void> {
  if ((await book.systemAccounts.find(name)) === undefined)
    await act(book, createSystemAccount, { name, description }, `system account ${name}`, ADMIN);
}
