import { useCallback, useEffect, useRef, useState } from 'react';

export interface QueryState<Data> {
  /** The last data that has been read. It stays while the query runs again. */
  readonly data: Data | undefined;
  /** Why the last run failed; undefined once one has succeeded. */
  readonly error: unknown;
  /** Whether it runs now, for the first time or again. */
  readonly isLoading: boolean;
  /** Runs it again. */
  readonly reload: () => void;
}

/**
 * Runs a query, and again whenever its key changes or `reload` is called. There is no cache, because an old amount of money is a wrong
 * one: the data of another key is dropped, the data of the same key stays until the next answer.
 * @param key what the query depends on, as text; undefined runs nothing
 * @param run calls the client: `(signal) => onebook.wallet({ id }, { signal })`
 */
export function useQuery<Data>(
  key: string | undefined,
  run: (signal: AbortSignal) => Promise<Data>,
): QueryState<Data> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Answer<Data>>({ key: undefined });
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (key === undefined) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    setState((last) =>
      last.key === key ? { ...last, isLoading: true } : { key, isLoading: true },
    );
    latest.current(signal).then(
      (data) => signal.aborted || setState({ key, data, isLoading: false }),
      (error: unknown) =>
        signal.aborted || setState((last) => ({ ...last, error, isLoading: false })),
    );
    return () => ending.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  const isCurrent = state.key === key;
  return {
    data: isCurrent ? state.data : undefined,
    error: isCurrent ? state.error : undefined,
    isLoading: key !== undefined && (!isCurrent || state.isLoading === true),
    reload,
  };
}

interface Answer<Data> {
  readonly key: string | undefined;
  readonly data?: Data;
  readonly error?: unknown;
  readonly isLoading?: boolean;
}
