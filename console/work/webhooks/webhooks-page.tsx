import '../work.css';
import { useOnebook } from '@onebook/client/react';
import { useRoute } from '../../frame/route.js';
import { Pager, usePages } from '../../parts/pager.js';
import { useQuery } from '../../parts/use-query.js';
import { useSession } from '../../session/session-context.js';
import { QueryNotice } from '../shared/query-notice.js';
import { useAsk } from '../shared/use-ask.js';
import { useRefresh } from '../shared/use-refresh.js';
import { Deliveries } from './deliveries.js';
import { WebhookForm } from './webhook-form.js';
import { WebhookTable } from './webhook-table.js';

const PAGE = 25;

/** Where events are delivered, and what became of the deliveries. */
export default function WebhooksPage() {
  const onebook = useOnebook();
  const { may } = useSession();
  const { search } = useRoute();
  const pages = usePages(PAGE);
  const { ask, dialog } = useAsk();
  const query = useQuery(`webhooks ${JSON.stringify(pages.page)}`, (signal) =>
    onebook.webhooks(pages.page, { signal }),
  );
  const refresh = useRefresh(query);
  const { data } = query;
  const webhooks = data?.edges.map(({ node }) => node) ?? [];
  const chosen = search.get('of') ?? '';
  return (
    <>
      <h1>Webhooks</h1>
      <section aria-labelledby="webhooks">
        <h2 id="webhooks">Webhooks</h2>
        <QueryNotice query={query} what="the webhooks" />
        {data && <WebhookTable webhooks={webhooks} chosen={chosen} ask={ask} onDone={refresh} />}
        <Pager pages={pages} info={data?.pageInfo} what="webhooks" />
      </section>
      {chosen !== '' && (
        <section aria-labelledby="deliveries">
          <h2 id="deliveries">Deliveries</h2>
          <Deliveries
            key={chosen}
            id={chosen}
            webhook={webhooks.find(({ id }) => id === chosen)}
            ask={ask}
          />
        </section>
      )}
      {may('ADMIN') && (
        <section aria-labelledby="new-webhook">
          <h2 id="new-webhook">New webhook</h2>
          <WebhookForm onDone={refresh} />
        </section>
      )}
      {dialog}
    </>
  );
}
