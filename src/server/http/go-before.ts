import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

type Listener = (...args: unknown[]) => void;

/** Calls the listeners of an event only if `admit` returns true. */
export function goBefore(
  { server }: FastifyInstance,
  event: 'request' | 'upgrade',
  admit: (request: IncomingMessage, answer: unknown) => boolean,
): void {
  const originals = server.listeners(event) as Listener[];
  server.removeAllListeners(event);
  server.on(event, (request: IncomingMessage, answer: unknown, ...rest: unknown[]) => {
    if (!admit(request, answer)) return;
    for (const listener of originals) listener.call(server, request, answer, ...rest);
  });
}
