import type { OnebookError } from '@onebook/client';
import { useEffect, useRef, useState } from 'react';

/** Receives what a subscription brings, as the methods of the client call it. */
export interface LiveObserver<Value> {
  next(value: Value): void;
  lost(reason?: OnebookError): void;
  error(error: OnebookError): void;
}

export interface Live {
  /**
   * `open`: it runs, and no loss is known. `lost`: pushes may be missing; the client connects again by itself. `ended`: the gateway
   * refuses it, and `error` says why.
   */
  readonly phase: 'open' | 'lost' | 'ended';
  readonly error: OnebookError | undefined;
}

const OPEN: Live = { phase: 'open', error: undefined };

/**
 * Follows a subscription while the component is there, and again whenever its key changes.
 * @param key what the subscription depends on, as text; undefined follows nothing
 * @param follow calls the client: `(observer) => onebook.subscribeWalletChanges({}, observer)`
 * @param onPush receives each push
 */
export function useLive<Value>(
  key: string | undefined,
  follow: (observer: LiveObserver<Value>) => () => void,
  onPush: (value: Value) => void,
): Live {
  const [live, setLive] = useState<Live>(OPEN);
  const latest = useRef({ follow, onPush });
  useEffect(() => {
    latest.current = { follow, onPush };
  });
  useEffect(() => {
    if (key === undefined) return undefined;
    setLive(OPEN);
    return latest.current.follow({
      next: (value) => {
        setLive(OPEN);
        latest.current.onPush(value);
      },
      lost: () => setLive({ phase: 'lost', error: undefined }),
      error: (error) => setLive({ phase: 'ended', error }),
    });
  }, [key]);
  return live;
}
