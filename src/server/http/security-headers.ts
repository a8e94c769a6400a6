import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';

/** An answer of the API is never a page: nothing in it may run, load or be framed. */
const API_POLICY = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

/**
 * A page of ours loads only what the gateway itself serves. Scripts have no other way in. `'self'` covers the
 * WebSocket to the same host and port as well (CSP 3, 6.7.2.8).
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** The playground's editor runs workers, and writes style attributes: all that `unsafe-inline` for styles allows. */
export const PLAYGROUND_POLICY = [
  ...PAGE_POLICY,
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
].join('; ');

/** An example needs no more than any page. */
export const EXAMPLE_POLICY = [...PAGE_POLICY, "style-src 'self'", "img-src 'self'"].join('; ');

/**
 * Helmet's headers on every answer, errors included. They are the same for all, so helmet is asked for them
 * once: it puts itself together anew for each request, which cost as much as a small request's execution.
 * @returns the headers, for what is answered elsewhere
 */
export async function registerSecurityHeaders(
  app: FastifyInstance,
): Promise<Readonly<Record<string, string>>> {
  const added = await headersOfHelmet();
  const headers = Object.entries(added);
  app.addHook('onRequest', (_, reply, done) => {
    // As helmet sets them: whatever sets a policy of its own later replaces it.
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    done();
  });
  return added;
}

/** What helmet adds to an answer. */
async function headersOfHelmet(): Promise<Record<string, string>> {
  const asked = Fastify();
  await asked.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
    frameguard: { action: 'deny' },
  });
  let added: Record<string, string> = {};
  asked.get('/', (_, reply) => {
    added = { ...(reply.raw.getHeaders() as Record<string, string>) };
    return reply.send();
  });
  await asked.inject('/');
  await asked.close();
  return added;
}
