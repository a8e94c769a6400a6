import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { statusHeaders } from '../error-codes.js';
import { errorBody, errorType } from './http-errors.js';
import { requestId } from '../logging.js';
import { OVERLOADED_MESSAGE, type ConcurrencyLimit } from '../limits/concurrency-limit.js';

const STATUS = 503;
const CODE = 'OVERLOADED';
/** How often it is said in the log that requests were turned away. Milliseconds. */
const LOG_MS = 1_000;

/**
 * Refuses GraphQL requests for which there is no place before anything else looks at them. At several times the
 * load that a gateway carries, refusing is most of what it does: through all of the server each refusal took a
 * third of what an operation takes, and those that had been let in waited for seconds.
 * @param headers what every answer has
 * @param counted told of each
 */
export function shedLoad(
  app: FastifyInstance,
  concurrency: ConcurrencyLimit,
  headers: Readonly<Record<string, string>>,
  counted: () => void,
): void {
  let [turnedAway, isSaid] = [0, false];
  const say = (): void => {
    app.log.warn({ requests: turnedAway, code: CODE }, 'turned away: all places are taken');
    [turnedAway, isSaid] = [0, false];
  };
  const turnAway = (request: IncomingMessage, response: ServerResponse): void => {
    const id = requestId(request);
    const body = errorBody(OVERLOADED_MESSAGE, CODE, id);
    response.writeHead(STATUS, {
      ...headers,
      ...statusHeaders(STATUS),
      'x-request-id': id,
      'content-type': errorType(request),
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
    counted();
    turnedAway += 1;
    if (!isSaid) setTimeout(say, LOG_MS).unref();
    isSaid = true;
  };
  const others = app.server.listeners('request') as ((...asked: unknown[]) => void)[];
  app.server.removeAllListeners('request');
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (concurrency.isFull && isGraphQL(request)) turnAway(request, response);
    else for (const other of others) other.call(app.server, request, response);
  });
}

function isGraphQL({ url }: IncomingMessage): boolean {
  return url === '/graphql' || url?.startsWith('/graphql?') === true;
}
