import helmet from '@fastify/helmet';
import Fastify, { type FastifyReply } from 'fastify';

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
];

const NOT_FRAMED = "frame-ancestors 'none'";

/**
 * The playground's policy. Its editor runs workers, and its style attributes need `unsafe-inline` for styles. The console frames it,
 * so that the console itself needs neither.
 */
export const PLAYGROUND_POLICY = [
  ...PAGE_POLICY,
  "frame-ancestors 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
].join('; ');

/** The policy of an example, which also has styles and images. */
export const EXAMPLE_POLICY = [
  ...PAGE_POLICY,
  NOT_FRAMED,
  "style-src 'self'",
  "img-src 'self'",
].join('; ');

/**
 * The policy of the console, which frames the playground.
 * @param origins to which it may send requests besides this gateway: those of the identity provider
 */
export const consolePolicy = (origins: readonly string[]): string =>
  [
    ...PAGE_POLICY.filter((part) => !part.startsWith('connect-src')),
    ["connect-src 'self'", ...origins].join(' '),
    NOT_FRAMED,
    "frame-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
  ].join('; ');

/** Answers are of one moment and for one viewer. Files of pages set their own. */
const NOT_STORED = { 'cache-control': 'no-store' };

/** The headers of a request on which a response depends: its type, its compression, who may read it. */
const VARY = { vary: 'accept, accept-encoding, origin' };

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * The headers of every response, errors included: helmet's, `cache-control: no-store` and `vary`. They are the same for all
 * responses, so helmet computes them once: per request it costs as much as the execution of a small request.
 */
export async function securityHeaders(): Promise<Headers> {
  return { ...(await readHelmetHeaders()), ...NOT_STORED, ...VARY };
}

/** Sets headers of a response. A route that sets its own replaces them. */
export function setHeaders(reply: FastifyReply, headers: Headers): void {
  // Not on the raw response, as helmet does: Node then checks and copies each of them twice.
  reply.headers(headers);
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
