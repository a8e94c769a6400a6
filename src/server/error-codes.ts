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
  ANSWER_INCOMPLETE: 503,
  CHANGES_MISSED: 503,
  OUTCOME_UNKNOWN: 503,
  OVERLOADED: 503,
  SUBSCRIBER_TOO_SLOW: 503,
  UNAVAILABLE: 503,
};

/** Seconds after which a client may retry a 503, with the same idempotency key. */
export const RETRY_AFTER_SECONDS = '1';

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

/** The headers that tell a client what to do about a status. */
export function statusHeaders(status: number): Readonly<Record<string, string>> {
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  if (status === 503) return { 'retry-after': RETRY_AFTER_SECONDS };
  return {};
}
