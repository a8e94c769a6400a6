import { useOnebook } from '@onebook/client/react';
import { useEffect, useMemo } from 'react';
import { ErrorNotice } from '../parts/error-notice.js';
import { Loading } from '../parts/loading.js';
import { useLive } from '../parts/use-live.js';
import { useQuery } from '../parts/use-query.js';
import { Plot } from '../plot/plot.js';
import { type AlertsOfTheDay, alertSeries } from './alert-series.js';

/** As many as the gateway lists at once. */
const MOST = 200;
/** An acknowledgement is not pushed. */
const RELOAD_MS = 60_000;

/** The alerts that wait for someone to look after them, now and in the last day. */
export function AlertsSection() {
  const onebook = useOnebook();
  const { data, error, reload } = useQuery('alerts', async (signal) => {
    const request = { signal };
    const [newest, open] = await Promise.all([
      onebook.alerts({ first: MOST }, request),
      onebook.alerts({ filter: { status: 'OPEN' }, first: MOST }, request),
    ]);
    return { newest, open, readAt: Date.now() };
  });
  useLive('alerts', (observer) => onebook.subscribeAlertRaised({}, observer), reload);
  useEffect(() => {
    const timer = setInterval(reload, RELOAD_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <>
      <ErrorNotice error={error} onRetry={reload} />
      {data === undefined && error === undefined && <Loading what="the alerts" />}
      {data !== undefined && (
        <>
          <p>
            <strong className="count">{countOf(data.open)}</strong> open
          </p>
          <AlertPlot
            alerts={data.newest.edges.map(({ node }) => node)}
            hasOlder={data.newest.pageInfo.hasNextPage}
            readAt={data.readAt}
          />
        </>
      )}
    </>
  );
}

function AlertPlot(props: AlertsOfTheDay) {
  const { alerts, hasOlder, readAt } = props;
  const { times, series, isWhole } = useMemo(
    () => alertSeries({ alerts, hasOlder, readAt }),
    [alerts, hasOlder, readAt],
  );
  const about = isWhole
    ? 'In the last 24 hours, as the book has them.'
    : `Of the newest ${String(MOST)} alerts, since the oldest of them.`;
  return <Plot title="Open alerts" about={about} kind="step" times={times} series={series} />;
}

function countOf(open: {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}): string {
  return open.pageInfo.hasNextPage ? `More than ${String(MOST)}` : String(open.edges.length);
}
