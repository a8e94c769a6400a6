import { useState } from 'react';
import { ActionForm } from '../../parts/action-form.js';
import { TextField } from '../../parts/field.js';
import { useInput } from '../actions/inputs.js';
import { WalletLink } from '../links.js';
import { CurrencyField } from './wallet-search.js';

/** Opens a wallet of an owner. */
export function OpenWalletForm(props: { readonly ownerId: string }) {
  const owner = useInput(parseOwner, props.ownerId);
  const name = useInput(parseName, 'main');
  const [currency, setCurrency] = useState('');
  const [hasNoCurrency, setHasNoCurrency] = useState(false);
  return (
    <ActionForm
      name="openWallet"
      label="Open wallet"
      input={() => {
        const ownerId = owner.read();
        const walletName = name.read();
        setHasNoCurrency(currency === '');
        if (ownerId === undefined || walletName === undefined || currency === '') return undefined;
        return { ownerId, currency, name: walletName };
      }}
      confirm={(input) => ({
        title: 'Open this wallet?',
        label: 'Open wallet',
        body: <NewWallet {...input} />,
      })}
      onDone={() => [owner, name].forEach(({ clear }) => clear())}
      done={({ wallet, replayed }) => (
        <p>
          {replayed ? 'It exists already' : 'Opened'}: <WalletLink wallet={wallet} />,{' '}
          {wallet.currency}.
        </p>
      )}
    >
      <TextField
        label="Owner"
        hint="The “sub” of the owner’s tokens, exactly."
        required
        maxLength={255}
        {...owner.field}
      />
      <CurrencyField
        value={currency}
        onChange={setCurrency}
        none="Choose a currency"
        problem={
          hasNoCurrency && currency === '' ? 'Choose the currency of the wallet.' : undefined
        }
      />
      <TextField
        label="Wallet name"
        hint="An owner has one wallet of each name in a currency."
        required
        maxLength={40}
        {...name.field}
      />
    </ActionForm>
  );
}

function NewWallet(props: {
  readonly ownerId: string;
  readonly name?: string | null | undefined;
  readonly currency: string;
}) {
  return (
    <dl className="facts">
      <dt>Owner</dt>
      <dd>{props.ownerId}</dd>
      <dt>Wallet</dt>
      <dd>
        {props.name}, {props.currency}
      </dd>
    </dl>
  );
}

const parseOwner = (text: string) =>
  text === '' ? { problem: 'Enter the id of the owner.' } : { value: text };

const parseName = (text: string) =>
  /^[a-z0-9][a-z0-9-]{0,39}$/.test(text)
    ? { value: text }
    : { problem: 'Use a to z, 0 to 9 and “-”, such as main or shop-7.' };
