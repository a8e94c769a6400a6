import { useOnebook } from '@onebook/client/react';
import { MoneyText } from '../../parts/money-text.js';
import { useQuery } from '../../parts/use-query.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { Facts } from './facts.js';
import { QueryNotice } from './query-notice.js';

/** Whose wallet an id is, and what it has now: for a question that repeats what the viewer has typed. */
export function WalletFacts(props: { readonly name: string; readonly id: string }) {
  const { name, id } = props;
  const onebook = useOnebook();
  const query = useQuery(id, (signal) => onebook.wallet({ id }, { signal }));
  const { data } = query;
  if (data === undefined) return <QueryNotice query={query} what={`the wallet ${id}`} />;
  if (data === null) return <p className="notice bad">There is no wallet {id}.</p>;
  return (
    <Facts
      facts={[
        [
          name,
          <>
            {data.ownerId} · {data.name} <code>{id}</code>
          </>,
        ],
        ['Status', data.status === 'ACTIVE' ? undefined : <StatusBadge status={data.status} />],
        ['Available', <MoneyText money={data.balance.available} />],
      ]}
    />
  );
}
