import type { FastifyRequest } from 'fastify';

/** Headers that a page of another site can send only after the gateway has allowed it (a preflight). */
const NOT_SIMPLE = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Whether a page of another site could have sent this request in its visitor's name: cross-site request forgery. A POST
 * cannot be, because only JSON is accepted as its body, and no form sends that.
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function mayBeCrossSite({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  // The origin gate lets in no page that may not read the answer, and the browser vouches for our own.
  if (headers.origin !== undefined || headers['sec-fetch-site'] === 'same-origin') return false;
  if (NOT_SIMPLE.some((name) => headers[name])) return false;
  return !/^\s*application\/json\b/i.test(headers['content-type'] ?? '');
}
