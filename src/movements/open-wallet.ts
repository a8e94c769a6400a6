import { isProgram } from '../auth/index.js';
import { MAIN_WALLET, type Refusal, type Viewer } from '../domain/index.js';
import type { LockedState, Wallet, WalletName } from '../ledger/index.js';
import { movement } from './movement.js';
import { unknownCurrencyRefusal } from './rules/amounts.js';
import { notActiveRefusal } from './rules/wallets.js';

export interface OpenWalletInput {
  readonly ownerId: string;
  readonly currency: string;
  /** Default: `MAIN_WALLET`. */
  readonly name?: string | undefined;
  readonly metadata?: Record<string, unknown> | undefined;
}

/**
 * Opens the wallet of an owner, currency and name. If it exists, active or frozen, returns it as replayed, with the metadata
 * that it has. A closed one stays closed, and its name is taken for good. PostgreSQL refuses a second wallet of one name,
 * and a second nth wallet of an owner, so the limit holds whatever commits at once.
 */
export const openWallet = movement<OpenWalletInput>({
  name: 'openWallet',
  act: 'anyone',
  locks: ({ ownerId, currency, name = MAIN_WALLET }) => ({
    openWallet: { ownerId, currency, name },
  }),
  decide({ ownerId, currency, name = MAIN_WALLET, metadata = {} }, by, state) {
    const present = state.walletNamed({ ownerId, currency, name });
    if (present?.status === 'CLOSED')
      return notActiveRefusal(
        `The wallet "${name}" of this owner in ${currency} is closed for good. Open one with another name.`,
      );
    if (present) return { affected: { walletId: present.id }, replayed: true };
    if (!state.currency(currency)) return unknownCurrencyRefusal(currency);
    const refusal = refuseBeyondLimit(ownerId, by, state);
    if (refusal) return refusal;
    return { newWallet: emptyWallet(state, { ownerId, currency, name }, metadata) };
  },
});

/** A new wallet, which is active and has no account yet. */
export function emptyWallet(
  state: LockedState,
  { ownerId, currency, name }: WalletName,
  metadata: Wallet['metadata'],
): Wallet {
  return {
    ...{ id: state.newId(), ownerId, currency, name, metadata },
    ownerNumber: state.walletsOf(ownerId) + 1,
    status: 'ACTIVE',
    ...{ statusReason: null, statusChangedBy: null, statusChangedAt: null },
    ...{ metadataChangedBy: null, metadataChangedAt: null, displayName: null },
    createdAt: state.now,
  };
}

/** Refuses one more wallet to an owner who opens it themselves. Closed wallets count: their rows stay. */
function refuseBeyondLimit(ownerId: string, by: Viewer, state: LockedState): Refusal | undefined {
  if (by.id !== ownerId || isProgram(by)) return undefined;
  const { walletsPerOwner } = state.settings;
  const opened = state.walletsOf(ownerId);
  if (opened < walletsPerOwner) return undefined;
  return {
    code: 'WALLET_LIMIT',
    message: `You have opened ${opened} wallets, and you can open at most ${walletsPerOwner}. Use one of them, or ask the operator to open one for you.`,
  };
}
