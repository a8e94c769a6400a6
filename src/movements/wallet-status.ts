import type { LockedState, Locks, Wallet } from '../ledger/index.js';
import { movement, type SingleMovement } from './movement.js';
import { moneyText } from './rules/amounts.js';
import { withArticle } from './rules/transition.js';
import { findWallet } from './rules/wallets.js';
import { isRefusal, type Refusal, type WalletStatus } from '../domain/index.js';

export interface WalletStatusInput {
  readonly walletId: string;
  readonly reason: string;
}

/** The statuses from which a wallet can get each status. */
const FROM: Record<WalletStatus, readonly WalletStatus[]> = {
  FROZEN: ['ACTIVE'],
  ACTIVE: ['FROZEN'],
  CLOSED: ['ACTIVE', 'FROZEN'],
};

/** Freezes a wallet. A frozen wallet cannot pay, and can still receive. */
export const freezeWallet = changeStatus({ name: 'freezeWallet', status: 'FROZEN' });

export const unfreezeWallet = changeStatus({ name: 'unfreezeWallet', status: 'ACTIVE' });

/** Closes an empty wallet with nothing pending. It stays closed. PostgreSQL refuses any other too. */
export const closeWallet = changeStatus({
  name: 'closeWallet',
  status: 'CLOSED',
  needs: { pending: true },
  condition: (wallet, state) =>
    refuseIfPending(wallet, state) ?? (state.isEmpty(wallet) ? undefined : notEmptyRefusal()),
});

interface StatusChange {
  readonly name: string;
  readonly status: WalletStatus;
  /** What the condition reads besides the wallet. */
  readonly needs?: Locks;
  readonly condition?: (wallet: Wallet, state: LockedState) => Refusal | undefined;
}

function changeStatus({
  name,
  status,
  needs,
  condition = () => undefined,
}: StatusChange): SingleMovement<WalletStatusInput> {
  return movement<WalletStatusInput>({
    name,
    act: 'control',
    locks: ({ walletId }) => ({ wallets: [walletId], ...needs }),
    decide({ walletId, reason }, _by, state) {
      const wallet = findWallet(state, walletId);
      if (isRefusal(wallet)) return wallet;
      if (!FROM[status].includes(wallet.status)) return invalidStartRefusal(wallet, status);
      return condition(wallet, state) ?? { walletChange: { id: wallet.id, status, reason } };
    },
  });
}

/** Refuses a wallet with a transaction that another caller can still complete or end. An open quote holds nothing. */
function refuseIfPending(wallet: Wallet, state: LockedState): Refusal | undefined {
  const pending = state.pendingOf(wallet.id);
  const [first] = pending;
  if (!first) return undefined;
  const { kind, amount, currency } = first;
  const what = `${withArticle(kind)} of ${moneyText(state, amount, currency)}`;
  const fault =
    pending.length === 1
      ? `The wallet has ${what} that is pending.`
      : `The wallet has ${pending.length} pending transactions. The oldest is ${what}.`;
  return {
    code: 'WALLET_NOT_EMPTY',
    message: `${fault} Complete or end what is pending before you close the wallet.`,
  };
}

function notEmptyRefusal(): Refusal {
  return {
    code: 'WALLET_NOT_EMPTY',
    message: 'Only an empty wallet can be closed. Bring its cash, credit and debt to zero first.',
  };
}

function invalidStartRefusal(wallet: Wallet, status: WalletStatus): Refusal {
  return {
    code: 'INVALID_TRANSITION',
    message: `The wallet is ${wallet.status}. It can become ${status} only from ${FROM[status].join(' or ')}.`,
  };
}
