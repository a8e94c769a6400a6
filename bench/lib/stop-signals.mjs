import { constants } from 'node:os';

/** Signals within this time are one: a terminal sends a Ctrl-C to npm and to this process, and npm passes its own on. */
const ONE_REQUEST_MS = 1_000;

/**
 * Calls `stop` on the first SIGINT, SIGTERM or SIGHUP; a later one ends the process.
 *
 * @returns a function that ends this
 */
export function onStopSignal(stop) {
  let first;
  const received = (signal) => {
    if (first === undefined) stop();
    first ??= performance.now();
    if (performance.now() - first > ONE_REQUEST_MS) process.exit(128 + constants.signals[signal]);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, received);
  return () => signals.forEach((signal) => process.removeListener(signal, received));
}
