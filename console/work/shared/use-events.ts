import type { EventFieldsFragment } from '@onebook/client';
import { useOnebook } from '@onebook/client/react';
import { useEffect, useRef, useState } from 'react';
import { type Live, useLive } from '../../parts/use-live.js';
import { useQuery } from '../../parts/use-query.js';

/**
 * Follows events of the book from now on. After a lost connection it goes on behind the last event that came, so none is missed.
 * @param types such as `transaction.pending`
 */
export function useEvents(
  types: readonly string[],
  onEvent: (event: EventFieldsFragment) => void,
): Live & { readonly problem: unknown } {
  const onebook = useOnebook();
  const begin = useQuery('the last event', async (signal) => {
    const { edges } = await onebook.events({ last: 1 }, { signal });
    return edges[0]?.cursor ?? '';
  });
  const last = useRef<string>(undefined);
  const [from, setFrom] = useState<string>();
  const after = from ?? begin.data;
  const live = useLive(
    after === undefined ? undefined : `${types.join()} ${after}`,
    (observer) =>
      onebook.subscribeEventAdded(
        { filter: { types }, ...(after === '' ? {} : { after }) },
        observer,
      ),
    (event: EventFieldsFragment) => {
      last.current = event.cursor;
      onEvent(event);
    },
  );
  useEffect(() => {
    if (live.phase === 'lost' && last.current !== undefined) setFrom(last.current);
  }, [live.phase]);
  return { ...live, problem: begin.error };
}
