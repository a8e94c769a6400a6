import type { GraphQLFormattedError } from 'graphql';

/** HTTP status of each error code. A code that is not listed does not change the status. */
const STATUSES: Readonly<Record<string, number>> = {
  ANSWER_TOO_LARGE: 400,
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  DOCUMENT_NOT_TRUSTED: 400,
  DOCUMENT_TOO_COMPLEX: 400,
  DOCUMENT_TOO_LARGE: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  OPERATION_NOT_SUPPORTED: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  ORIGIN_NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  TRANSACTION_NOT_FOUND: 404,
  WALLET_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  CLIENT_GONE: 499,
  INTERNAL_SERVER_ERROR: 500,
  NOT_CONFIGURED: 501,
  ANSWER_INCOMPLETE: 503,
  CHANGES_MISSED: 503,
  OUTCOME_UNKNOWN: 503,
  OVERLOADED: 503,
  SUBSCRIBER_TOO_SLOW: 503,
  UNAVAILABLE: 503,
};

/** The codes of the server layer that have a status. */
export const ERROR_CODES: readonly string[] = Object.keys(STATUSES);

/** When a client may retry after an error with status 503, a mutation with the same idempotency key. Milliseconds. */
const RETRY_AFTER_MS = 1_000;

/** The code of a formatted error. */
export function codeIn(error: Pick<GraphQLFormattedError, 'extensions'>): string {
  return String(error.extensions?.['code']);
}

/**
 * Completes an error for the client, the same over every transport: `requestId`, to report it, and `retryAfterMs` if a
 * retry helps. An error that says itself when, or by `retryAfterMs: undefined` that no retry helps, keeps that.
 */
export function completeError(
  error: GraphQLFormattedError,
  requestId: string,
): GraphQLFormattedError {
  const { extensions = {} } = error;
  const isRetryable = STATUSES[codeIn(error)] === 503 && !('retryAfterMs' in extensions);
  const retry = isRetryable ? { retryAfterMs: RETRY_AFTER_MS } : {};
  return { ...error, extensions: { ...extensions, ...retry, requestId } };
}

/** The status of a response with these error codes and no data: the highest one; undefined if none is listed. */
export function statusOf(codes: Iterable<string>): number | undefined {
  const statuses = [...codes].map((code) => STATUSES[code] ?? 0);
  const highest = Math.max(0, ...statuses);
  return highest === 0 ? undefined : highest;
}

// Mistakes in the document. A client that knows only application/json expects status 200 for them.
const DOCUMENT_CODES = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/**
 * The status of a GraphQL response with these error codes and no data, by the GraphQL-over-HTTP specification.
 * @param accept the client's Accept header
 */
export function statusFor(
  codes: readonly string[],
  accept: string | undefined,
): number | undefined {
  return knowsOnlyJson(accept) && codes.every((code) => DOCUMENT_CODES.has(code))
    ? 200
    : statusOf(codes);
}

/**
 * True for a client that accepts application/json by name but not application/graphql-response+json
 * (specification, "Media Types": the legacy watershed). A client without an Accept header, or one that accepts
 * anything, gets the real status.
 */
function knowsOnlyJson(accept: string | undefined): boolean {
  if (!accept?.includes('application/json')) return false;
  return !accept.includes('application/graphql-response+json') && !accept.includes('*/*');
}

/** The code as a metric label of bounded cardinality. */
export function codeLabel(code: string): string {
  return code in STATUSES ? code : 'OTHER';
}

/** The headers that tell a client what to do about a status other than 200, and about the errors of its response. */
export function statusHeaders(
  status: number,
  errors: readonly GraphQLFormattedError[],
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  const waits = errors.map(({ extensions }) => Number(extensions?.['retryAfterMs'] ?? 0));
  const longest = Math.max(0, ...waits);
  // The header counts whole seconds.
  if (longest > 0) headers['retry-after'] = String(Math.ceil(longest / 1_000));
  return headers;
}
