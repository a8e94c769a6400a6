import type { Viewer } from '../../src/domain/viewer.js';
import {
  type LockedState,
  type Movement,
  type Plan,
  type Posting,
  type Wallet,
} from '../../src/ledger/index.js';
import { decision, type Rows } from './locked-state.js';
import {
  SYSTEM_ACCOUNTS,
  type SystemAccount,
  WALLET_ACCOUNTS,
  type WalletAccount,
} from '../../src/domain/index.js';

/** What stands in a table for a plan, where only whether matters. */
export const DONE = 'done';
export const outcome = (decided: string | Plan): string =>
  typeof decided === 'string' ? decided : DONE;

/** A movement's plan, where it is expected to have one. */
export function plan<I>(movement: Movement<I>, input: I, viewer: Viewer, state: LockedState): Plan {
  const decided = decision(movement, input, viewer, state);
  if (typeof decided === 'string') throw new Error(`${movement.name}: ${decided}`);
  return decided;
}

/** Postings as a test writes them: the wallet's accounts by their names, and the house's by theirs. */
export function postings(
  wallet: Wallet,
  phase: Posting['phase'],
  amounts: Partial<Record<WalletAccount | SystemAccount, bigint>>,
): Posting[] {
  const { currency } = wallet;
  return [...WALLET_ACCOUNTS, ...SYSTEM_ACCOUNTS].flatMap((kind) => {
    const amount = amounts[kind];
    const own = (WALLET_ACCOUNTS as readonly string[]).includes(kind);
    return amount === undefined
      ? []
      : [{ account: { walletId: own ? wallet.id : null, kind, currency }, phase, amount }];
  });
}

/**
 * Postings as a test reads them, in no order: "POST owner CASH +100 USD", of the house "POST SALES -100 USD".
 */
export function posted(rows: Rows, planned: Plan): string[] {
  return (planned.postings ?? []).map(({ account, phase, amount }) => {
    const wallet = rows.wallets.find(({ id }) => id === account.walletId);
    if (account.walletId !== null && !wallet) throw new Error('a posting to an unknown wallet');
    const owner = wallet ? `${wallet.ownerId} ` : '';
    return `${phase} ${owner}${account.kind} ${amount > 0n ? '+' : ''}${amount} ${account.currency}`;
  });
}
