import '../work.css';
import { useOnebook } from '@onebook/client/react';
import { useRoute } from '../../frame/route.js';
import { Pager, usePages } from '../../parts/pager.js';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import { QueryNotice } from '../shared/query-notice.js';
import { useAsk } from '../shared/use-ask.js';
import { useEvery } from '../shared/use-every.js';
import { useRefresh } from '../shared/use-refresh.js';
import { ScheduleForm } from './schedule-form.js';
import { ScheduleRuns } from './schedule-runs.js';
import { ScheduleTable } from './schedule-table.js';

const PAGE = 25;
/** A run that is refused leads to no push. */
const RELOAD_MS = 5_000;

/** Mutations that the gateway executes at their time. */
export default function SchedulesPage() {
  const onebook = useOnebook();
  const { may } = useSession();
  const { search } = useRoute();
  const pages = usePages(PAGE);
  const { ask, dialog } = useAsk();
  const query = useQuery(`schedules ${JSON.stringify(pages.page)}`, (signal) =>
    onebook.schedules(pages.page, { signal }),
  );
  const refresh = useRefresh(query);
  useEvery(RELOAD_MS, refresh);
  const { data } = query;
  const schedules = data?.edges.map(({ node }) => node) ?? [];
  const chosen = search.get('of') ?? '';
  return (
    <>
      <h1>Schedules</h1>
      <section aria-labelledby="schedules">
        <h2 id="schedules">Schedules</h2>
        <QueryNotice query={query} what="the schedules" />
        {data && <ScheduleTable schedules={schedules} chosen={chosen} ask={ask} onDone={refresh} />}
        <Pager pages={pages} info={data?.pageInfo} what="schedules" />
      </section>
      {chosen !== '' && (
        <section aria-labelledby="runs">
          <h2 id="runs">Runs</h2>
          <ScheduleRuns
            key={chosen}
            id={chosen}
            schedule={schedules.find(({ id }) => id === chosen)}
          />
        </section>
      )}
      {may('ADMIN') && (
        <section aria-labelledby="new-schedule">
          <h2 id="new-schedule">New schedule</h2>
          <ScheduleForm onDone={refresh} />
        </section>
      )}
      {dialog}
    </>
  );
}
