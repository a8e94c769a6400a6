import { useBalance, useOnebook } from '@onebook/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLive } from '../parts/use-live.js';

/** A function that calls another one after the first call, at most once in this time however often it is called. */
export function useThrottled(call: () => void, ms: number): () => void {
  const latest = useRef(call);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, ms);
  }, [ms]);
}

/** Long enough for one answer, so that the next reading does not end the one before. */
const PAUSE_MS = 400;

/**
 * Counts the changes of a wallet, for what must be read again after each: its balance and status, and events without either, such as a
 * deposit that is announced.
 */
export function useWalletChanges(walletId: string): number {
  const onebook = useOnebook();
  const [count, setCount] = useState(0);
  const changed = useThrottled(() => setCount((last) => last + 1), PAUSE_MS);
  const { balance, status, phase } = useBalance(walletId);
  useLive(
    `events ${walletId}`,
    (observer) => onebook.subscribeEventAdded({ filter: { walletId } }, observer),
    changed,
  );
  // A phase that changes back to "live" means that events can have been missed.
  const seen = `${String(balance?.version)} ${String(status)} ${phase}`;
  const last = useRef(seen);
  useEffect(() => {
    if (last.current !== seen) changed();
    last.current = seen;
  }, [seen, changed]);
  return count;
}

/** Reads again after each change of a value, and not for its first one. */
export function useReloadOn(value: unknown, reload: () => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    reload();
  }, [value, reload]);
}
