import { useCallback, useEffect, useState } from 'react';
import type { Gateway } from './gateway.js';
import type { TypedDocumentString } from './generated/graphql.js';

/** State of a query. At first it has neither data nor an error. */
export interface QueryState<T> {
  /** The last data received. It stays while the query runs again. */
  readonly data?: T;
  /** Error of the last run. */
  readonly error?: Error;
  /** Runs the query again. */
  readonly retry: () => void;
}

/**
 * Runs a query, and runs it again if its variables or `version` change. It has no cache, because a cached
 * amount of money is a wrong amount.
 * @param version version of the data that the query must show
 */
export function useQuery<T, V>(
  gateway: Gateway,
  document: TypedDocumentString<T, V>,
  variables: V,
  version?: number,
): QueryState<T> {
  const [state, setState] = useState<{ data?: T; error?: Error }>({});
  const [round, setRound] = useState(0);
  const variablesJson = JSON.stringify(variables);
  useEffect(() => {
    // A late response to an earlier run is ignored.
    let isCurrent = true;
    gateway.ask(document, JSON.parse(variablesJson) as V).then(
      (data) => isCurrent && setState({ data }),
      (error: Error) => isCurrent && setState((previous) => ({ ...previous, error })),
    );
    return () => {
      isCurrent = false;
    };
  }, [gateway, document, variablesJson, version, round]);
  const retry = useCallback(() => setRound((last) => last + 1), []);
  return { ...state, retry };
}
