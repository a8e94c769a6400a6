import { useCallback, useEffect, useState } from 'react';
import type { Gateway } from './gateway.js';
import type { TypedDocumentString } from './generated/graphql.js';

/** What came of a question: at first neither data nor an error. */
export interface Answer<T> {
  /** The last data that came; it stays while it is asked anew. */
  readonly data?: T;
  /** Why the last time brought none. */
  readonly error?: Error;
  /** Asks anew. */
  readonly again: () => void;
}

/**
 * Asks a query, and again whenever its variables or `moment` change. Nothing is kept from one use to
 * the next: of money, a number from a cache is a wrong number.
 * @param moment whatever stands for the state of things that the answer is to show
 */
export function useAnswer<T, V>(
  gateway: Gateway,
  document: TypedDocumentString<T, V>,
  variables: V,
  moment?: number,
): Answer<T> {
  const [came, setCame] = useState<{ data?: T; error?: Error }>({});
  const [round, setRound] = useState(0);
  const asked = JSON.stringify(variables);
  useEffect(() => {
    // An answer to what is no longer asked may come late, and is not looked at.
    let wanted = true;
    gateway.ask(document, JSON.parse(asked) as V).then(
      (data) => wanted && setCame({ data }),
      (error: Error) => wanted && setCame((before) => ({ ...before, error })),
    );
    return () => {
      wanted = false;
    };
  }, [gateway, document, asked, moment, round]);
  const again = useCallback(() => setRound((last) => last + 1), []);
  return { ...came, again };
}
