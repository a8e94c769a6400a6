import { useOnebook } from '@onebook/client/react';
import { ErrorNotice } from '../parts/error-notice.js';
import { Loading } from '../parts/loading.js';
import { useLive } from '../parts/use-live.js';
import { useQuery } from '../parts/use-query.js';

/** As many as the gateway lists at once. */
const MOST = 200;

/** How many alerts wait for someone to look after them. */
export function OpenAlerts() {
  const onebook = useOnebook();
  const { data, error, reload } = useQuery('open alerts', (signal) =>
    onebook.alerts({ filter: { status: 'OPEN' }, first: MOST }, { signal }),
  );
  useLive('alerts', (observer) => onebook.subscribeAlertRaised({}, observer), reload);
  if (data === undefined)
    return error === undefined ? (
      <Loading what="the alerts" />
    ) : (
      <ErrorNotice error={error} onRetry={reload} />
    );
  const count = data.edges.length;
  const words = data.pageInfo.hasNextPage ? `More than ${String(MOST)}` : String(count);
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      <p>
        <strong className="count">{words}</strong> open
      </p>
    </>
  );
}
