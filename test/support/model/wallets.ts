import type { AskOf } from './ask.js';
import { DIGITS, minorUnits, wrongAmount } from './amounts.js';
import { doing, firstWrong, mayReceive, present, refusing, type Expected } from './expected.js';
import { newWallet, type ModelState, type ModelWallet } from './state.js';

export function opening(state: ModelState, { ownerId, currency }: AskOf<'openWallet'>): Expected {
  const there = [...state.wallets.values()].find(
    (one) => one.ownerId === ownerId && one.currency === currency,
  );
  if (there) return present(there.id);
  if (!(currency in DIGITS)) return refusing('UNKNOWN_CURRENCY');
  return doing((id) => state.wallets.set(id, newWallet(id, ownerId, currency)));
}

export function statusChange(
  state: ModelState,
  ask: AskOf<'freezeWallet' | 'unfreezeWallet' | 'closeWallet'>,
): Expected {
  const wallet = state.wallets.get(ask.walletId);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const becomes = (
    { freezeWallet: 'FROZEN', unfreezeWallet: 'ACTIVE', closeWallet: 'CLOSED' } as const
  )[ask.do];
  const legal = {
    ACTIVE: ['FROZEN', 'CLOSED'],
    FROZEN: ['ACTIVE', 'CLOSED'],
    CLOSED: [] as string[],
  }[wallet.status];
  if (!legal.includes(becomes)) return refusing('INVALID_TRANSITION');
  if (becomes === 'CLOSED' && !isEmpty(wallet)) return refusing('WALLET_NOT_EMPTY');
  return doing(() => {
    wallet.status = becomes;
  });
}

/** Every figure is zero, what is owed too. */
export function isEmpty({ cash, held, credit, heldCredit, owed }: ModelWallet): boolean {
  return [cash, held, credit, heldCredit, owed].every((figure) => figure === 0n);
}

/** What may be owed from now on. What is owed already stays, however low the limit. */
export function creditLine(state: ModelState, ask: AskOf<'setCreditLine'>): Expected {
  const wallet = state.wallets.get(ask.walletId);
  if (!wallet) return refusing('WALLET_NOT_FOUND');
  const { approved } = ask;
  return (
    firstWrong([...mayReceive(wallet), ...wrongAmount(ask, wallet.currency, 'zero is right')]) ??
    doing(() => {
      wallet.line = { approved, limit: minorUnits(ask.amount, wallet.currency) };
    })
  );
}
