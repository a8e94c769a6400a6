import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';

/** The policy of API responses, which are never pages: nothing may run, load or be framed. */
const API_POLICY = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

/**
 * The policy of our own pages: they load only what the gateway itself serves. `'self'` also covers the WebSocket
 * to the same host and port (CSP 3, 6.7.2.8).
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** The playground's policy. Its editor runs workers, and its style attributes need `unsafe-inline` for styles. */
export const PLAYGROUND_POLICY = [
  ...PAGE_POLICY,
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
].join('; ');

/** The policy of an example, which also has styles and images. */
export const EXAMPLE_POLICY = [...PAGE_POLICY, "style-src 'self'", "img-src 'self'"].join('; ');

/**
 * Sets helmet's headers on every response, errors included. They are the same for all responses, so helmet
 * computes them once: per request it costs as much as the execution of a small request.
 * @returns the headers, for responses that bypass Fastify
 */
export async function registerSecurityHeaders(
  app: FastifyInstance,
): Promise<Readonly<Record<string, string>>> {
  const added = await readHelmetHeaders();
  const headers = Object.entries(added);
  app.addHook('onRequest', (_, reply, done) => {
    // On the raw response, as helmet does: a route that sets its own policy replaces this one.
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    done();
  });
  return added;
}

/** The headers that helmet adds to a response. */
async function readHelmetHeaders(): Promise<Record<string, string>> {
  const probe = Fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
    frameguard: { action: 'deny' },
  });
  let added: Record<string, string> = {};
  probe.get('/', (_, reply) => {
    added = { ...(reply.raw.getHeaders() as Record<string, string>) };
    return reply.send();
  });
  await probe.inject('/');
  await probe.close();
  return added;
}
