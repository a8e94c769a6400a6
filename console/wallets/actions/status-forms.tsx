import { useState } from 'react';
import { ActionForm } from '../../parts/action-form.js';
import { TextField } from '../../parts/field.js';
import { wordsOf } from '../../parts/status-badge.js';
import type { Wallet } from '../types.js';
import { ConfirmFacts } from './confirm-facts.js';
import { useReason } from './inputs.js';

interface StatusChange {
  readonly label: string;
  readonly title: string;
  /** What follows from it. */
  readonly effect: string;
  readonly tone?: 'bad';
}

const CHANGES = {
  freezeWallet: {
    label: 'Freeze wallet',
    title: 'Freeze this wallet?',
    effect: 'It cannot pay until it is unfrozen. It can still receive.',
    tone: 'bad',
  },
  unfreezeWallet: {
    label: 'Unfreeze wallet',
    title: 'Unfreeze this wallet?',
    effect: 'It can pay again.',
  },
  closeWallet: {
    label: 'Close wallet',
    title: 'Close this wallet for good?',
    effect: 'It can never pay or receive again. Only an empty wallet with nothing pending closes.',
    tone: 'bad',
  },
} as const satisfies Record<string, StatusChange>;

/** Freezes, unfreezes or closes a wallet. */
export function StatusForm(props: {
  readonly wallet: Wallet;
  readonly change: keyof typeof CHANGES;
}) {
  const { wallet, change } = props;
  const { label, title, effect, ...more } = CHANGES[change];
  const reason = useReason();
  return (
    <ActionForm
      name={change}
      label={label}
      isOnce
      {...more}
      input={() => {
        const text = reason.read();
        return text === undefined ? undefined : { walletId: wallet.id, reason: text };
      }}
      confirm={(input) => ({
        title,
        label,
        body: (
          <ConfirmFacts wallet={wallet} reason={input.reason}>
            {effect}
          </ConfirmFacts>
        ),
      })}
      onDone={() => reason.clear()}
      done={(payload) => <p>The wallet is now {wordsOf(payload.wallet.status).toLowerCase()}.</p>}
    >
      <TextField
        label="Reason"
        hint="Cashiers, admins and auditors can read it."
        required
        maxLength={500}
        {...reason.field}
      />
    </ActionForm>
  );
}

/** Removes the display name that the owner chose. Only the owner sets one. */
export function RemoveNameForm({ wallet }: { readonly wallet: Wallet }) {
  // Once it is removed, the wallet has it no more.
  const [displayName] = useState(wallet.displayName);
  return (
    <ActionForm
      name="setWalletDisplayName"
      label="Remove display name"
      isOnce
      tone="bad"
      input={() => ({ walletId: wallet.id, displayName: null })}
      confirm={() => ({
        title: 'Remove this display name?',
        label: 'Remove display name',
        body: (
          <ConfirmFacts wallet={wallet}>
            People who pay this wallet do not see the name any more. The owner can set another one.
          </ConfirmFacts>
        ),
      })}
      done={() => <p>The wallet has no display name any more.</p>}
    >
      <p>The owner calls this wallet “{displayName}”.</p>
    </ActionForm>
  );
}
