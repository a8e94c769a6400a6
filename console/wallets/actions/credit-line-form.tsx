import { formatMoney } from '@onebook/client';
import { useState } from 'react';
import { ActionForm } from '../../parts/action-form.js';
import { SelectField, TextField } from '../../parts/field.js';
import { MoneyText } from '../../parts/money-text.js';
import type { WalletWithCredit } from '../types.js';
import { ConfirmFacts } from './confirm-facts.js';
import { useAmount } from './inputs.js';

const CHOICES = [
  ['yes', 'May draw credit'],
  ['no', 'May not draw credit'],
] as const;

/** Sets whether the owner may draw credit, and up to which debt. */
export function CreditLineForm({ wallet }: { readonly wallet: WalletWithCredit }) {
  const { creditLine } = wallet;
  const [choice, setChoice] = useState('yes');
  const limit = useAmount(wallet.balance.total, creditLine.limit.amount);
  return (
    <ActionForm
      name="setCreditLine"
      label="Set credit line"
      input={() => {
        const sum = limit.read();
        if (sum === undefined) return undefined;
        return { walletId: wallet.id, approved: choice === 'yes', limit: sum };
      }}
      confirm={(input) => ({
        title: 'Set this credit line?',
        label: input.approved ? `Allow ${formatMoney(input.limit)}` : 'Allow no credit',
        body: (
          <ConfirmFacts wallet={wallet} amount={input.limit}>
            {input.approved
              ? `${wallet.ownerId} may draw credit until the debt is ${formatMoney(input.limit)}.`
              : `${wallet.ownerId} may not draw credit. What is owed stays owed.`}
          </ConfirmFacts>
        ),
      })}
      done={(payload) => (
        <p>
          The limit is <MoneyText money={payload.wallet.creditLine.limit} />,{' '}
          {payload.wallet.creditLine.approved
            ? 'and credit is allowed'
            : 'and credit is not allowed'}
          .
        </p>
      )}
    >
      <SelectField label="Credit" value={choice} onChange={setChoice} options={CHOICES} />
      <TextField
        label={`Limit in ${wallet.currency}`}
        hint="Most that the owner may owe after drawing. A lower limit takes nothing back."
        kind="amount"
        required
        {...limit.field}
      />
    </ActionForm>
  );
}
