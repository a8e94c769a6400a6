import { type AdjustmentDirection, formatMoney } from '@onebook/client';
import { useState } from 'react';
import { ActionForm } from '../../parts/action-form.js';
import { SelectField, TextField } from '../../parts/field.js';
import { MoneyText } from '../../parts/money-text.js';
import { TransactionLink } from '../links.js';
import type { Wallet } from '../types.js';
import { ConfirmFacts } from './confirm-facts.js';
import { useAmount, useReason } from './inputs.js';

const DIRECTIONS = [
  ['CREDIT', 'Raise the balance'],
  ['DEBIT', 'Lower the balance'],
] as const;

/** Corrects a balance: at once as an admin, or proposed, so that an admin decides. */
export function AdjustForm(props: { readonly wallet: Wallet; readonly isProposed?: boolean }) {
  const { wallet, isProposed = false } = props;
  const [direction, setDirection] = useState<AdjustmentDirection>('CREDIT');
  const amount = useAmount(wallet.balance.total);
  const reason = useReason();
  return (
    <ActionForm
      name={isProposed ? 'proposeRepair' : 'adjustBalance'}
      label={isProposed ? 'Propose correction' : 'Adjust balance'}
      input={() => {
        const sum = amount.read();
        const text = reason.read();
        if (sum === undefined || text === undefined) return undefined;
        return { walletId: wallet.id, direction, amount: sum, reason: text };
      }}
      confirm={(input) => {
        const verb = input.direction === 'CREDIT' ? 'Raise' : 'Lower';
        return {
          title: isProposed ? 'Propose this correction?' : 'Adjust this balance?',
          label: `${isProposed ? 'Propose: ' : ''}${verb} by ${formatMoney(input.amount)}`,
          body: (
            <ConfirmFacts wallet={wallet} amount={input.amount} reason={input.reason}>
              {isProposed
                ? `No money moves yet. An admin decides whether to ${verb.toLowerCase()} the balance.`
                : `The balance of ${wallet.ownerId} is ${verb === 'Raise' ? 'raised' : 'lowered'} at once. The owner can read the reason.`}
            </ConfirmFacts>
          ),
        };
      }}
      onDone={() => [amount, reason].forEach(({ clear }) => clear())}
      done={({ transaction }) => (
        <p>
          {isProposed ? 'Proposed' : 'Adjusted'}: <MoneyText money={transaction.amount} />.{' '}
          <TransactionLink id={transaction.id} />
        </p>
      )}
    >
      <SelectField
        label="Direction"
        value={direction}
        onChange={(value) => setDirection(value as AdjustmentDirection)}
        options={DIRECTIONS}
      />
      <TextField label={`Amount in ${wallet.currency}`} kind="amount" required {...amount.field} />
      <TextField
        label="Reason"
        hint="The owner can read it."
        required
        maxLength={500}
        {...reason.field}
      />
    </ActionForm>
  );
}
