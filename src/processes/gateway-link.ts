import process from 'node:process';
import { AggregatorRegistry, type Registry } from 'prom-client';
import type { StopSignals } from '../stop-signals.js';
import { type FromGateway, isOurs, type ToGateway } from './messages.js';

/** How long a process waits for the metrics of all. Milliseconds. */
const METRICS_TIMEOUT_MS = 6_000;

/** The connection of a gateway's process to the first process, which started it. */
export interface GatewayLink {
  /** The first process passes on what signals ask it for. */
  readonly stop: StopSignals;
  /** Tells that this process serves requests. */
  ready(url: string): void;
  /** The metrics of all processes, added up, in the format of Prometheus. @throws Error if one does not answer */
  metrics(): Promise<string>;
}

/**
 * Connects a process of the gateway with the first process. A Ctrl-C reaches all processes of a terminal, so this one
 * ignores it: the first process ends all of them. A SIGTERM to this process alone ends it in order, and the first process
 * then starts another.
 * @param registry the metrics of this process
 */
export function linkToFirstProcess(registry: Registry): GatewayLink {
  const graceful = new AbortController();
  const atOnce = new AbortController();
  const waiting = new Map<number, (text: string | null) => void>();
  for (const name of ['SIGINT', 'SIGHUP'] as const) process.on(name, () => undefined);
  process.on('SIGTERM', () => graceful.abort(new Error('stopped by SIGTERM')));
  process.on('message', (message: ToGateway) => {
    if (!isOurs(message)) return;
    if (message.onebook === 'stop')
      (message.atOnce ? atOnce : graceful).abort(new Error('stopped by the first process'));
    else waiting.get(message.request)?.(message.text);
  });
  // It answers the requests of the first process for this process's own metrics.
  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
  let requests = 0;
  return {
    stop: { graceful: graceful.signal, atOnce: atOnce.signal },
    ready: (url) => send({ onebook: 'ready', url }),
    metrics: () => {
      const request = (requests += 1);
      return withTimeout(
        new Promise<string>((resolve, reject) => {
          waiting.set(request, (text) =>
            text === null ? reject(new Error(UNANSWERED)) : resolve(text),
          );
          send({ onebook: 'metrics', request });
        }).finally(() => waiting.delete(request)),
      );
    },
  };
}

const UNANSWERED = 'a process of the gateway does not tell its metrics: scrape again later';

function send(message: FromGateway): void {
  // Without the channel the first process is gone, and this one is about to end.
  process.send?.(message, undefined, undefined, () => undefined);
}

async function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(UNANSWERED)), METRICS_TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
