import type { TransactionFieldsFragment } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useState } from 'react';
import { wordsOf } from '../../parts/status-badge.js';
import { useLive } from '../../parts/use-live.js';
import type { Question } from '../shared/action-dialog.js';
import { Facts } from '../shared/facts.js';
import type { Decision } from './decisions.js';
import { amountOf, detailsOf, nameOf, type PendingItem } from './pending-item.js';

const REASON = {
  label: 'Reason',
  isRequired: true,
  hint: 'The owner of the wallet can read it.',
  maxLength: 500,
} as const;

/** What the dialog asks before it decides an item. */
export function questionOf(
  item: PendingItem,
  decision: Decision,
  onDone: () => void,
): Question<Decision['name']> {
  const { name, label, effect, isApproval, more } = decision;
  const what = `${nameOf(item).toLowerCase()} of ${amountOf(item)}`;
  return {
    name,
    title: `${label} this ${what}?`,
    label: `${label} ${amountOf(item)}`,
    ...(isApproval ? {} : { tone: 'bad', text: REASON }),
    body: (
      <>
        <ItemFacts item={item} />
        <p>{effect}</p>
        <DecidedMeanwhile id={item.id} />
      </>
    ),
    input: (reason) => ({
      transactionId: item.id,
      ...(isApproval ? {} : { reason }),
      ...more,
    }),
    done: () => <p>Done: {what}.</p>,
    onDone,
  };
}

function ItemFacts({ item }: { readonly item: PendingItem }) {
  return (
    <Facts
      facts={[
        ['Owner', <strong>{item.wallet?.ownerId}</strong>],
        [
          'Wallet',
          <>
            {item.wallet?.name} <code>{item.wallet?.id}</code>
          </>,
        ],
        ['Amount', <strong>{amountOf(item)}</strong>],
        ...detailsOf(item),
        ['Asked by', item.initiatedBy],
      ]}
    />
  );
}

/** That another person decides the item while the question is open. */
function DecidedMeanwhile({ id }: { readonly id: string }) {
  const onebook = useOnebook();
  const [status, setStatus] = useState('PENDING');
  useLive(
    id,
    (observer) => onebook.subscribeTransactionChanged({ id }, observer),
    (transaction: TransactionFieldsFragment) => setStatus(transaction.status),
  );
  return (
    <div role="status">
      {status !== 'PENDING' && <p>It does not wait any more: {wordsOf(status).toLowerCase()}.</p>}
    </div>
  );
}
