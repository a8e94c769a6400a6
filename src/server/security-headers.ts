import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** An answer of the API is never a page: nothing in it may run, load or be framed. */
const API_POLICY = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

/**
 * The playground loads only what the gateway itself serves. Its editor writes style attributes, which is
 * all that `unsafe-inline` for styles allows; scripts have no such way in.
 */
export const PLAYGROUND_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Helmet's headers on every answer, errors included. */
export async function registerSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
    frameguard: { action: 'deny' },
  });
}
