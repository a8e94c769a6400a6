import type { TransactionKind } from './kinds.js';

/** The wallets of a transaction. */
interface WithWallets {
  /** The wallet that the transaction is about; null for a posting between system accounts. */
  readonly walletId: string | null;
  readonly counterWalletId: string | null;
  readonly furtherWalletIds: readonly string[];
}

interface WithKind {
  readonly kind: TransactionKind;
}

/** The ids of the one or two wallets between which a transaction is; none for a posting between system accounts. */
export function mainWalletIdsOf({
  walletId,
  counterWalletId,
}: Pick<WithWallets, 'walletId' | 'counterWalletId'>): readonly string[] {
  return [walletId, counterWalletId].filter((id) => id !== null);
}

/** The ids of all wallets of a transaction, each once. A viewer who may see one of them may see the transaction. */
export function walletIdsOf(transaction: WithWallets): readonly string[] {
  return [...mainWalletIdsOf(transaction), ...transaction.furtherWalletIds];
}

/** Whether it has more wallets than the one that it is about. */
export function hasOtherWallets({ counterWalletId, furtherWalletIds }: WithWallets): boolean {
  return counterWalletId !== null || furtherWalletIds.length > 0;
}

/** The wallet that pays, or about which a transaction is; null for a posting, which does not say who pays. */
export function payerIdOf({
  kind,
  walletId,
}: Pick<WithWallets, 'walletId'> & WithKind): string | null {
  return kind === 'POSTING' ? null : walletId;
}

/**
 * The wallet with which a wallet dealt in a transaction: of two main wallets the other one; for a receiver of a split, and
 * for one that gives a part of it back, the wallet that the transaction is about. null if the other side is a system
 * account, and for a posting, which does not say who pays whom.
 * @param kind of a reversal: that of the transaction that it takes back
 */
export function counterpartyIdOf(
  { kind, walletId, counterWalletId }: Omit<WithWallets, 'furtherWalletIds'> & WithKind,
  ofWalletId: string,
): string | null {
  if (kind === 'POSTING') return null;
  return ofWalletId === walletId ? counterWalletId : walletId;
}
