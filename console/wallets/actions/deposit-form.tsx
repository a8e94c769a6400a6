import { formatMoney } from '@onebook/client';
import { ActionForm } from '../../parts/action-form.js';
import { TextField } from '../../parts/field.js';
import { MoneyText } from '../../parts/money-text.js';
import { TransactionLink } from '../links.js';
import type { Wallet } from '../types.js';
import { ConfirmFacts } from './confirm-facts.js';
import { filled, useAmount, useOptional } from './inputs.js';

/** Pays money from outside into a wallet: at once, or announced and confirmed by another person. */
export function DepositForm(props: { readonly wallet: Wallet; readonly isAnnounced?: boolean }) {
  const { wallet, isAnnounced = false } = props;
  const amount = useAmount(wallet.balance.total);
  const reference = useOptional();
  const description = useOptional();
  const verb = isAnnounced ? 'Announce' : 'Deposit';
  return (
    <ActionForm
      name={isAnnounced ? 'initiateDeposit' : 'deposit'}
      label={isAnnounced ? 'Announce deposit' : 'Deposit'}
      input={() => {
        const sum = amount.read();
        if (sum === undefined) return undefined;
        const texts = { reference: reference.read(), description: description.read() };
        return { walletId: wallet.id, amount: sum, ...filled(texts) };
      }}
      confirm={(input) => ({
        title: isAnnounced ? 'Announce this deposit?' : 'Deposit this money?',
        label: `${verb} ${formatMoney(input.amount)}`,
        body: (
          <ConfirmFacts wallet={wallet} amount={input.amount}>
            {isAnnounced
              ? 'No money moves yet. Another person confirms the deposit when the money has arrived.'
              : `${wallet.ownerId} gets ${formatMoney(input.amount)} at once.`}
          </ConfirmFacts>
        ),
      })}
      onDone={() => [amount, reference, description].forEach(({ clear }) => clear())}
      done={({ transaction }) => (
        <p>
          {isAnnounced ? 'Announced' : 'Deposited'}: <MoneyText money={transaction.amount} />.{' '}
          <TransactionLink id={transaction.id} />
        </p>
      )}
    >
      <TextField label={`Amount in ${wallet.currency}`} kind="amount" required {...amount.field} />
      <TextField
        label="Reference"
        hint="Such as a receipt number."
        maxLength={255}
        {...reference.field}
      />
      <TextField
        label="Text"
        hint="The owner can read it."
        maxLength={500}
        {...description.field}
      />
    </ActionForm>
  );
}
