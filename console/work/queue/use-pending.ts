import type { EventFieldsFragment } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import { useEvents } from '../shared/use-events.js';
import { useRefresh } from '../shared/use-refresh.js';
import { amountOf, isPendingItem, KINDS, nameOf, type PendingItem } from './pending-item.js';

/** As many as are shown at once. The oldest come first, so the rest moves up. */
const MOST = 100;
const SAID_AT_ONCE = 5;

const ENDED: Readonly<Record<string, string>> = {
  'transaction.completed': 'completed',
  'transaction.failed': 'rejected or failed',
  'transaction.cancelled': 'cancelled',
};

/** That an item of the list was decided elsewhere. */
export interface DecidedNote {
  readonly id: string;
  readonly transactionId: string;
  readonly text: string;
}

/**
 * What waits, oldest first, as the book has it now, with notes on what others have decided meanwhile.
 * @param kind one of `KINDS`; empty for all of them
 */
export function usePending(kind: string) {
  const onebook = useOnebook();
  const { viewer } = useSession();
  const kinds = KINDS.map(([name]) => name).filter((name) => kind === '' || name === kind);
  const query = useQuery(`pending ${kinds.join()}`, async (signal) => {
    const { edges, pageInfo } = await onebook.transactions(
      { filter: { kinds, statuses: ['PENDING'] }, last: MOST },
      { signal },
    );
    const items = edges.map(({ node }) => node).filter(isPendingItem);
    return { items: items.reverse(), isCut: pageInfo.hasPreviousPage };
  });
  const refresh = useRefresh(query);
  const [notes, setNotes] = useState<readonly DecidedNote[]>([]);
  const shown = useRef<readonly PendingItem[]>([]);
  useEffect(() => {
    if (query.data) shown.current = query.data.items;
  }, [query.data]);
  const live = useEvents(['transaction.pending', ...Object.keys(ENDED)], (event) => {
    const note = event.actor === viewer.id ? undefined : noteOf(event, shown.current);
    if (note)
      setNotes((last) => [note, ...last.filter(({ id }) => id !== note.id)].slice(0, SAID_AT_ONCE));
    refresh();
  });
  return { query, refresh, live, notes, forget: () => setNotes([]) };
}

function noteOf(
  { id, type, actor, data }: EventFieldsFragment,
  items: readonly PendingItem[],
): DecidedNote | undefined {
  const ended = ENDED[type];
  const item = items.find((one) => one.id === data['transactionId']);
  if (ended === undefined || item === undefined) return undefined;
  const by = actor.startsWith('onebook:') ? 'the gateway' : actor;
  const owner = item.wallet?.ownerId ?? '';
  const text = `${nameOf(item)} of ${owner}, ${amountOf(item)}: ${ended} by ${by}.`;
  return { id, transactionId: item.id, text };
}
