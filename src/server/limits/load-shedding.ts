import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { goBefore } from '../http/go-before.js';
import { errorResponse } from '../http/http-errors.js';
import { requestId } from '../logging.js';
import { requestError } from '../request-error.js';
import type { ShareRefusal } from '../../domain/index.js';
import { OVERLOADED_MESSAGES, type ConcurrencyLimit } from './concurrency-limit.js';
import { RefusalPace } from './refusal-pace.js';

const CODE = 'OVERLOADED';
/** The time that one log line about refused requests covers. Milliseconds. */
const LOG_INTERVAL_MS = 1_000;

/**
 * Refuses GraphQL requests over the concurrency limit, or over their caller's share of it, before any other code sees
 * them. At several times the possible load, refusals are most of the work: through the whole server, each one took a
 * third of an operation's time, and the admitted operations waited for seconds.
 * @param headers the headers of every response
 * @param onRefused called for each refused request
 */
export function shedLoad(
  app: FastifyInstance,
  concurrency: ConcurrencyLimit,
  headers: Readonly<Record<string, string>>,
  onRefused: () => void,
): void {
  const pace = new RefusalPace();
  let refused = 0;
  const logRefused = (): void => {
    app.log.warn(
      { requests: refused, code: CODE },
      'requests refused: the concurrency limit, or a caller’s share of it, is reached',
    );
    refused = 0;
  };
  const refuse = (
    request: IncomingMessage,
    response: ServerResponse,
    reason: ShareRefusal,
  ): void => {
    const { status, body, ...own } = errorResponse(
      requestError(CODE, OVERLOADED_MESSAGES[reason]),
      requestId(request),
      request.headers.accept,
    );
    const length = Buffer.byteLength(body);
    response.writeHead(status, { ...headers, ...own.headers, 'content-length': length });
    response.end(body);
    onRefused();
    if (refused === 0) setTimeout(logRefused, LOG_INTERVAL_MS).unref();
    refused += 1;
  };
  goBefore(app, 'request', (request, response) => {
    const reason = concurrency.refusalOf(request.headers.authorization);
    if (!reason || !isGraphQL(request)) return true;
    pace.pace(() => refuse(request, response as ServerResponse, reason));
    return false;
  });
}

function isGraphQL({ url }: IncomingMessage): boolean {
  return url === '/graphql' || url?.startsWith('/graphql?') === true;
}
