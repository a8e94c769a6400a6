import { useCallback, useEffect, useRef } from 'react';
import type { QueryState } from '../../parts/use-query.js';

/**
 * Reads a query again, one run after another: a call while it runs leads to one more run after it. A stream of pushes thus cannot keep
 * it from ending.
 */
export function useRefresh({
  isLoading,
  reload,
}: Pick<QueryState<unknown>, 'isLoading' | 'reload'>): () => void {
  const isDirty = useRef(false);
  const isRunning = useRef(isLoading);
  useEffect(() => {
    isRunning.current = isLoading;
    if (isLoading || !isDirty.current) return;
    isDirty.current = false;
    reload();
  }, [isLoading, reload]);
  return useCallback(() => {
    if (isRunning.current) isDirty.current = true;
    else {
      isRunning.current = true;
      reload();
    }
  }, [reload]);
}
