import { constants } from 'node:os';

const NAMES = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Signals within this time are one request: a terminal sends a Ctrl-C to npm and to the gateway, and npm passes its
 * own on. Milliseconds.
 */
const ONE_REQUEST_MS = 1_000;

/** What the signals SIGINT, SIGTERM and SIGHUP ask for. */
export interface StopSignals {
  /** Aborted by the first request: finish what is in flight, then stop everything that was started. */
  readonly graceful: AbortSignal;
  /** Aborted by the second request: cut off what is in flight, then stop everything that was started. */
  readonly atOnce: AbortSignal;
}

/** Listens for signals from now on. A third request ends the process at once, with exit code 128 + n. */
export function listenForStopSignals(): StopSignals {
  const graceful = new AbortController();
  const atOnce = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  for (const name of NAMES)
    process.on(name, () => {
      if (performance.now() - last < ONE_REQUEST_MS) return;
      last = performance.now();
      const exitCode = 128 + constants.signals[name];
      if (atOnce.signal.aborted) process.exit(exitCode);
      if (graceful.signal.aborted) process.exitCode = exitCode;
      const next = graceful.signal.aborted ? atOnce : graceful;
      next.abort(new Error(`stopped by ${name}`));
    });
  return { graceful: graceful.signal, atOnce: atOnce.signal };
}

/** Runs `work` when the signal aborts; immediately if it has. */
export function onAbort(signal: AbortSignal, work: () => void): void {
  if (signal.aborted) work();
  else signal.addEventListener('abort', work, { once: true });
}
