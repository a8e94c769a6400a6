import { ErrorNotice } from '../../parts/error-notice.js';
import { Loading } from '../../parts/loading.js';
import type { QueryState } from '../../parts/use-query.js';

/** That something is being read for the first time, or why it could not be read. */
export function QueryNotice(props: {
  readonly query: QueryState<unknown>;
  /** Such as "the schedules". */
  readonly what: string;
}) {
  const { query, what } = props;
  if (query.error !== undefined) return <ErrorNotice error={query.error} onRetry={query.reload} />;
  return query.data === undefined ? <Loading what={what} /> : null;
}
