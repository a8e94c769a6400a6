import { useOnebook } from '@onebook/client/react';
import { type SubmitEvent, useState } from 'react';
import { goTo } from '../../frame/route.js';
import { SelectField, TextField } from '../../parts/field.js';
import { wordsOf } from '../../parts/status-badge.js';
import { useQuery } from '../../parts/use-query.js';
import { transactionPath, walletPath } from '../links.js';
import { type ListFilter, searchOf, STATUSES } from './wallet-filter.js';

/** The search for wallets. An id of a wallet or a transaction leads right to its page. */
export function WalletSearch({ filter }: { readonly filter: ListFilter }) {
  const [ownerOrId, setOwnerOrId] = useState(filter.ownerId);
  const [name, setName] = useState(filter.name);
  const [currency, setCurrency] = useState(filter.currency);
  const [status, setStatus] = useState(filter.status);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wanted = ownerOrId.trim();
    if (wanted.startsWith('wal_')) return goTo(walletPath(wanted));
    if (wanted.startsWith('txn_')) return goTo(transactionPath(wanted));
    const next = { ownerId: wanted, name: name.trim(), currency, status };
    return goTo('/wallets', searchOf(next));
  };
  return (
    <form role="search" className="filter" onSubmit={submit}>
      <TextField
        label="Owner, wallet or transaction"
        hint="The owner’s id, or an id that starts with wal_ or txn_."
        kind="search"
        value={ownerOrId}
        onChange={setOwnerOrId}
      />
      <TextField label="Wallet name" hint="Such as main." value={name} onChange={setName} />
      <CurrencyField value={currency} onChange={setCurrency} none="Any currency" />
      <SelectField
        label="Status"
        value={status}
        onChange={setStatus}
        options={[['', 'Any status'], ...STATUSES.map((one) => [one, wordsOf(one)] as const)]}
      />
      <div className="buttons">
        <button className="primary">Search</button>
        <button type="button" onClick={() => goTo('/wallets')}>
          Show all
        </button>
      </div>
    </form>
  );
}

/** A choice of a currency of the book. @param none the words for no choice */
export function CurrencyField(props: {
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly none: string;
  readonly problem?: string | undefined;
}) {
  const { value, onChange, none } = props;
  const onebook = useOnebook();
  const { data } = useQuery('currencies', (signal) => onebook.currencies({}, { signal }));
  const known = data?.map(({ code, name }) => [code, `${code} – ${name}`] as const) ?? [];
  // The chosen one is there before the list has come.
  const chosen = value !== '' && !known.some(([code]) => code === value) ? [[value, value]] : [];
  return (
    <SelectField
      label="Currency"
      value={value}
      onChange={onChange}
      hint={props.problem}
      options={[['', none], ...(chosen as [string, string][]), ...known]}
    />
  );
}
