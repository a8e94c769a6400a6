import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Socket } from 'node:net';
import { statusFor, statusHeaders, statusOf } from '../error-codes.js';
import { errorFields } from '../logging.js';
import { MASKED_MESSAGE } from '../error-masking.js';
import { requestError } from '../request-error.js';
import { errorType } from './response-type.js';

/**
 * Sends an error before a GraphQL request exists, in the shape of a GraphQL error, so that a client needs one
 * way to read errors: `{ errors: [{ message, extensions: { code, requestId } }] }`.
 */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: GraphQLError,
): FastifyReply {
  const code = String(error.extensions['code']);
  const status = statusOf([code]) ?? 400;
  request.scope?.codes.add(code);
  return reply
    .code(status)
    .headers(statusHeaders(status))
    .type(errorType(request.headers.accept))
    .send(errorBody(error.message, code, request.id));
}

/** Sends the formatted errors of an operation that was refused before it ran. */
export function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: readonly GraphQLFormattedError[],
): FastifyReply {
  const codes = errors.map(({ extensions }) => String(extensions?.['code']));
  const status = statusFor(codes, request.headers.accept) ?? 400;
  if (status === 405) void reply.header('allow', 'POST');
  const retryAfter = retryAfterOf(errors);
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  return reply
    .code(status)
    .headers(statusHeaders(status))
    .type(errorType(request.headers.accept))
    .send(JSON.stringify({ errors }));
}

/** Whole seconds after which a client that is over its rate may come back; undefined for other errors. */
function retryAfterOf(errors: readonly GraphQLFormattedError[]): string | undefined {
  const [ms] = errors.map(({ extensions }) => extensions?.['retryAfterMs']);
  return typeof ms === 'number' ? String(Math.ceil(ms / 1_000)) : undefined;
}

/** The JSON body of an error. */
export function errorBody(message: string, code: string, requestId?: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
}

/** Fastify's error handler: rewords Fastify's own errors, masks and logs unexpected ones. */
export function handleHttpError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = error instanceof GraphQLError ? error : toRequestError(error as FastifyError);
  if (refusal) return sendError(request, reply, refusal);
  request.log.error({ error: errorFields(error) }, 'unexpected error');
  return sendError(request, reply, requestError('INTERNAL_SERVER_ERROR', MASKED_MESSAGE));
}

/** A Fastify error in our words, because its own message may quote the body; undefined if it is unexpected. */
function toRequestError({ code, statusCode }: FastifyError): GraphQLError | undefined {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return requestError(
      'PAYLOAD_TOO_LARGE',
      'The body exceeds the size limit. Send a smaller one.',
    );
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType();
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return requestError('BAD_REQUEST', 'The body is empty. Send a JSON object with "query".');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return requestError('BAD_REQUEST', 'The request is malformed. Check its headers and its body.');
  return undefined;
}

export function unsupportedMediaType(): GraphQLError {
  return requestError(
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be JSON in UTF-8. Send "content-type: application/json".',
  );
}

const CLIENT_ERRORS: Readonly<Record<string, readonly [number, string, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'Request Timeout',
    'REQUEST_TIMEOUT',
    'The request took too long to arrive. Send it again.',
  ],
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'HEADERS_TOO_LARGE',
    'The headers are too large. Send long documents by POST.',
  ],
};

/** Answers bytes that are not a valid HTTP request or arrive too late, then closes the connection. */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason, code, message] = CLIENT_ERRORS[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'BAD_REQUEST',
    'This is not a valid HTTP request.',
  ];
  const body = errorBody(message, code);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      'cache-control: no-store\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    // A client that never reads the answer must not keep the socket.
    () => socket.destroy(),
  );
}
