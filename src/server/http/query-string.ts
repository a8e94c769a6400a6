import type { FastifyRequest } from 'fastify';
import { requestError } from '../request-error.js';

/**
 * Refuses a query string whose bytes are not UTF-8: its parsers would turn them into U+FFFD.
 * @throws GraphQLError BAD_REQUEST
 */
export function refuseInvalidUtf8({ url }: Pick<FastifyRequest, 'url'>): void {
  const start = url.indexOf('?');
  if (start < 0) return;
  try {
    decodeURIComponent(url.slice(start));
  } catch {
    throw requestError(
      'BAD_REQUEST',
      'The query string is not valid UTF-8. Encode each byte of the UTF-8 form as %XX.',
    );
  }
}
