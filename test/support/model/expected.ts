import type { ModelCaller } from './ask.js';
import { usesAny } from './ask.js';
import type { Kind, ModelState, ModelTransaction, ModelWallet } from './state.js';

/**
 * What ought to follow. Where several things are wrong at once and nothing says which is named, it is
 * one of `refusals`. None: it is done, about this wallet where it is one that was there.
 */
export interface Expected {
  readonly refusals: readonly string[];
  /** The figures of INSUFFICIENT_FUNDS, where that is what it comes to. */
  readonly short?: { readonly available: bigint; readonly required: bigint } | undefined;
  readonly presentWalletId?: string | undefined;
  /** Makes it so, under the id that the book gave. */
  readonly then: (id: string) => void;
}

const NOTHING = (): void => undefined;

export function doing(then: Expected['then']): Expected {
  return { refusals: [], then };
}

export function refusing(...refusals: string[]): Expected {
  return { refusals, then: NOTHING };
}

export function present(walletId: string): Expected {
  return { refusals: [], presentWalletId: walletId, then: NOTHING };
}

/** What is there must be enough; then it is done. */
export function affording(
  { available, required }: { available: bigint; required: bigint },
  then: Expected['then'],
): Expected {
  return required > available
    ? { ...refusing('INSUFFICIENT_FUNDS'), short: { available, required } }
    : doing(then);
}

/** The first of these that is wrong; what stands in one list is wrong in no certain order. */
export function firstWrong(...inOrder: (readonly string[])[]): Expected | undefined {
  const wrong = inOrder.find((codes) => codes.length > 0);
  return wrong && refusing(...wrong);
}

/** Somebody else's wallet is as good as none. */
export function walletFor(
  state: ModelState,
  id: string,
  by: ModelCaller | 'anyone',
): ModelWallet | undefined {
  const wallet = state.wallets.get(id);
  const may = wallet && (by === 'anyone' || usesAny(by) || by.id === wallet.ownerId);
  return may ? wallet : undefined;
}

export const mayPay = ({ status }: ModelWallet): string[] =>
  status === 'ACTIVE' ? [] : ['WALLET_NOT_ACTIVE'];

export const mayReceive = ({ status }: ModelWallet): string[] =>
  status === 'CLOSED' ? ['WALLET_NOT_ACTIVE'] : [];

/** Found, of the kind, in one of the statuses: the transaction and its wallet, or what is wrong first. */
export function inStatus(
  state: ModelState,
  id: string,
  kind: Kind,
  statuses: readonly ModelTransaction['status'][],
): { transaction: ModelTransaction; wallet: ModelWallet } | Expected {
  const transaction = state.transactions.get(id);
  const wallet = transaction && state.wallets.get(transaction.walletId);
  if (!wallet) return refusing('TRANSACTION_NOT_FOUND');
  const right = transaction.kind === kind && statuses.includes(transaction.status);
  return right ? { transaction, wallet } : refusing('INVALID_TRANSITION');
}

/** Nobody approves what they asked for or what is their own. */
export function ownApproval(
  { by: asker }: ModelTransaction,
  { ownerId }: ModelWallet,
  by: ModelCaller,
): string[] {
  return by.id === asker || by.id === ownerId ? ['SELF_APPROVAL'] : [];
}
