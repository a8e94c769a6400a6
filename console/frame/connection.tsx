import { useMonitoring } from '../monitoring/monitoring-context.js';

/** Whether the figures of the pages are up to date. */
export function Connection() {
  const { connection } = useMonitoring();
  return (
    <span className="connection" data-connection={connection} role="status">
      {WORDS[connection]}
    </span>
  );
}

const WORDS = {
  connecting: 'Connecting …',
  live: 'Live',
  stale: 'No pushes',
  lost: 'No connection',
} as const;
