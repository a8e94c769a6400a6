import { useOnebook } from '@onebook/client/react';
import { usePages } from '../../parts/pager.js';
import { useQuery } from '../../parts/use-query.js';
import { useRefresh } from '../shared/use-refresh.js';

const PAGE = 25;

/** The monitors, newest first. */
export function useMonitors() {
  const onebook = useOnebook();
  const pages = usePages(PAGE);
  const query = useQuery(`monitors ${JSON.stringify(pages.page)}`, (signal) =>
    onebook.monitors(pages.page, { signal }),
  );
  return { query, pages, refresh: useRefresh(query) };
}

export type Monitors = ReturnType<typeof useMonitors>;
