import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { codeIn, completeError, statusFor, statusHeaders, statusOf } from '../error-codes.js';
import { errorFields } from '../logging.js';
import { MASKED_MESSAGE } from '../error-masking.js';
import { requestError } from '../request-error.js';
import { clientGone, hasHungUp } from './clients.js';
import { errorType } from './response-type.js';
import type { Headers } from './security-headers.js';

/** The response to a request that is refused before GraphQL sees it. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The response for such an error, in the shape of a GraphQL error, so that a client needs one way to read errors:
 * `{ errors: [{ message, extensions: { code, requestId } }] }`.
 * @param accept the client's Accept header
 */
export function errorResponse(
  error: GraphQLError,
  requestId: string,
  accept: string | undefined,
): ErrorResponse {
  const { message, extensions } = error;
  const completed = completeError({ message, extensions }, requestId);
  const status = statusOf([codeIn(completed)]) ?? 400;
  const headers = { ...statusHeaders(status, [completed]), 'x-request-id': requestId };
  const body = JSON.stringify({ errors: [completed] });
  return { status, headers: { ...headers, 'content-type': errorType(accept) }, body };
}

/** Sends an error before a GraphQL request exists. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: GraphQLError,
): FastifyReply {
  request.scope?.codes.add(codeIn(error));
  const { status, headers, body } = errorResponse(error, request.id, request.headers.accept);
  // Of a file that could not be begun.
  void reply.removeHeader('content-disposition');
  return reply.code(status).headers(headers).send(inListAsSent(body, request.body));
}

/** The longest batch that is answered by a list. Clients send ten by default. */
const LONGEST_BATCH = 50;

/**
 * The text of an error for each operation of a batch. Batches are refused, but a client that sends one reads the error only
 * from a list as long as its own.
 */
function inListAsSent(text: string, body: unknown): string {
  if (!Array.isArray(body) || body.length === 0 || body.length > LONGEST_BATCH) return text;
  if (!body.every((each) => each instanceof Object && 'query' in each)) return text;
  return `[${body.map(() => text).join(',')}]`;
}

/** Sends the formatted errors of an operation that was refused before it ran. */
export function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: readonly GraphQLFormattedError[],
): FastifyReply {
  const status = statusFor(errors.map(codeIn), request.headers.accept) ?? 400;
  if (status === 405) void reply.header('allow', 'POST');
  return reply
    .code(status)
    .headers(statusHeaders(status, errors))
    .type(errorType(request.headers.accept))
    .send(JSON.stringify({ errors }));
}

/** Answers with an error on a bare socket, then closes it. @param headers the headers of every response */
export function endWithError(
  socket: Duplex,
  { status, headers: own, body }: ErrorResponse,
  headers: Headers,
): void {
  const length = String(Buffer.byteLength(body));
  const all = { ...headers, ...own, 'content-length': length, connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`;
  // A client that never reads the answer, or keeps its half of the connection open, must not keep the socket.
  socket.end(head + body, () => socket.destroy());
}

/** Fastify's error handler: rewords Fastify's own errors, masks and logs unexpected ones. */
export function handleHttpError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const type = request.headers['content-type'];
  const refusal =
    error instanceof GraphQLError ? error : toRequestError(error as FastifyError, type);
  if (refusal) return sendError(request, reply, refusal);
  // A stream of which nothing was sent yet ends like this when its client hangs up, and no error of ours does.
  const { code } = error as FastifyError;
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' && hasHungUp(request))
    return sendError(request, reply, clientGone());
  request.log.error({ error: errorFields(error) }, 'unexpected error');
  return sendError(request, reply, requestError('INTERNAL_SERVER_ERROR', MASKED_MESSAGE));
}

/** A Fastify error in our words, because its own message may quote the body; undefined if it is unexpected. */
function toRequestError(
  { code, statusCode }: FastifyError,
  type: string | undefined,
): GraphQLError | undefined {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return requestError(
      'PAYLOAD_TOO_LARGE',
      'The body exceeds the size limit. Send a smaller one.',
    );
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType(type);
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return requestError('BAD_REQUEST', 'The body is empty. Send a JSON object with "query".');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return requestError('BAD_REQUEST', 'The request is malformed. Check its headers and its body.');
  return undefined;
}

/** The error for a body that is not JSON in UTF-8. @param type its Content-Type */
export function unsupportedMediaType(type = ''): GraphQLError {
  return requestError(
    'UNSUPPORTED_MEDIA_TYPE',
    /^multipart\//i.test(type)
      ? 'The body is multipart, as clients send uploads. This gateway takes none: send "content-type: application/json".'
      : 'The body must be JSON in UTF-8. Send "content-type: application/json".',
  );
}
