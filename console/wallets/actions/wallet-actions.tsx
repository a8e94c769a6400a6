import type { Role } from '@onebook/client';
import { type ReactNode, useState } from 'react';
import { useSession } from '../../session/session-context.js';
import type { WalletWithCredit } from '../types.js';
import { AdjustForm } from './adjust-form.js';
import { CreditLineForm } from './credit-line-form.js';
import { DepositForm } from './deposit-form.js';
import { RemoveNameForm, StatusForm } from './status-forms.js';

interface WalletAction {
  readonly label: string;
  readonly roles: readonly Role[];
  /** Whether the state of the wallet allows it. */
  readonly isOffered: (wallet: WalletWithCredit) => boolean;
  readonly form: (wallet: WalletWithCredit) => ReactNode;
}

const STAFF_ACTS: readonly Role[] = ['CASHIER', 'ADMIN'];
const isOpen = ({ status }: WalletWithCredit): boolean => status !== 'CLOSED';

const ACTIONS: readonly WalletAction[] = [
  {
    label: 'Deposit',
    roles: STAFF_ACTS,
    isOffered: isOpen,
    form: (wallet) => <DepositForm wallet={wallet} />,
  },
  {
    label: 'Announce deposit',
    roles: STAFF_ACTS,
    isOffered: isOpen,
    form: (wallet) => <DepositForm wallet={wallet} isAnnounced />,
  },
  {
    label: 'Freeze',
    roles: STAFF_ACTS,
    isOffered: ({ status }) => status === 'ACTIVE',
    form: (wallet) => <StatusForm wallet={wallet} change="freezeWallet" />,
  },
  {
    label: 'Unfreeze',
    roles: STAFF_ACTS,
    isOffered: ({ status }) => status === 'FROZEN',
    form: (wallet) => <StatusForm wallet={wallet} change="unfreezeWallet" />,
  },
  {
    label: 'Remove display name',
    roles: STAFF_ACTS,
    isOffered: ({ displayName }) => displayName !== null,
    form: (wallet) => <RemoveNameForm wallet={wallet} />,
  },
  {
    label: 'Propose correction',
    roles: STAFF_ACTS,
    isOffered: isOpen,
    form: (wallet) => <AdjustForm wallet={wallet} isProposed />,
  },
  {
    label: 'Adjust balance',
    roles: ['ADMIN'],
    isOffered: isOpen,
    form: (wallet) => <AdjustForm wallet={wallet} />,
  },
  {
    label: 'Set credit line',
    roles: ['ADMIN'],
    isOffered: isOpen,
    form: (wallet) => <CreditLineForm wallet={wallet} />,
  },
  {
    label: 'Close wallet',
    roles: ['ADMIN'],
    isOffered: isOpen,
    form: (wallet) => <StatusForm wallet={wallet} change="closeWallet" />,
  },
];

/** What the viewer may do with a wallet: a button each, and the form of the chosen one. Nothing for those who only read. */
export function WalletActions({ wallet }: { readonly wallet: WalletWithCredit }) {
  const { may, viewer } = useSession();
  const [chosen, setChosen] = useState<WalletAction>();
  if (!may(...STAFF_ACTS)) return null;
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">Actions</h2>
      {viewer.id === wallet.ownerId ? (
        <p>This is your own wallet. Another person of the staff acts on it.</p>
      ) : (
        <>
          <div className="buttons">
            {ACTIONS.filter(({ roles, isOffered }) => may(...roles) && isOffered(wallet)).map(
              (action) => (
                <button
                  key={action.label}
                  type="button"
                  aria-pressed={chosen === action}
                  onClick={() => setChosen(chosen === action ? undefined : action)}
                >
                  {action.label} …
                </button>
              ),
            )}
          </div>
          {chosen !== undefined && (
            <div key={chosen.label} role="group" aria-label={chosen.label}>
              {chosen.form(wallet)}
            </div>
          )}
        </>
      )}
    </section>
  );
}
