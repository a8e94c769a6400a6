import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Socket } from 'node:net';
import { statusHeaders, statusOf } from '../error-codes.js';
import { errorFields } from '../logging.js';
import { MASKED_MESSAGE } from '../error-masking.js';
import { requestError } from '../request-error.js';

/**
 * Answers what never became a GraphQL request, in the shape of a GraphQL error, so that a client
 * needs one way to read refusals: `{ errors: [{ message, extensions: { code, requestId } }] }`.
 */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: GraphQLError,
): FastifyReply {
  const code = String(refusal.extensions['code']);
  const status = statusOf([code]) ?? 400;
  request.scope?.codes.add(code);
  return reply
    .code(status)
    .headers(statusHeaders(status))
    .type(errorType(request))
    .send(errorBody(refusal.message, code, request.id));
}

/** Of an error's body, as its client would have it. */
export function errorType({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const graphql = headers.accept?.includes('application/graphql-response+json') ?? false;
  return graphql
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
}

/** An error as its client reads it. */
export function errorBody(message: string, code: string, requestId?: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
}

/** Fastify's error handler: its refusals in our words, everything unforeseen masked and logged. */
export function handleHttpError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = error instanceof GraphQLError ? error : refusalOf(error as FastifyError);
  if (refusal) return sendError(request, reply, refusal);
  request.log.error({ error: errorFields(error) }, 'unexpected error');
  return sendError(request, reply, requestError('INTERNAL_SERVER_ERROR', MASKED_MESSAGE));
}

/** What Fastify refused, told without what it was sent: its own messages may quote the body. */
function refusalOf({ code, statusCode }: FastifyError): GraphQLError | undefined {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return requestError('PAYLOAD_TOO_LARGE', 'The body is larger than is allowed.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType();
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return requestError('BAD_REQUEST', 'The body is empty; a JSON object with "query" is needed.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return requestError('BAD_REQUEST', 'The request is malformed.');
  return undefined;
}

export function unsupportedMediaType(): GraphQLError {
  return requestError(
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be JSON in UTF-8: send "content-type: application/json".',
  );
}

const CLIENT_ERRORS: Readonly<Record<string, readonly [number, string, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'Request Timeout',
    'REQUEST_TIMEOUT',
    'The request took too long to arrive.',
  ],
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'HEADERS_TOO_LARGE',
    'The headers are too large; send long documents by POST.',
  ],
};

/** Answers bytes that are no HTTP request, or not within their time, and hangs up. */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, code, message] = CLIENT_ERRORS[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'BAD_REQUEST',
    'This is not an HTTP request.',
  ];
  const body = errorBody(message, code);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    // A client that never reads the answer must not keep the socket.
    () => socket.destroy(),
  );
}
