import { GraphQLError } from 'graphql';

/** The error codes of the server layer. Business refusals have their own codes, listed in the schema. */
export type HttpCode =
  | 'ANSWER_INCOMPLETE'
  | 'ANSWER_TOO_LARGE'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'CLIENT_GONE'
  | 'DOCUMENT_TOO_COMPLEX'
  | 'DOCUMENT_TOO_LARGE'
  | 'HEADERS_TOO_LARGE'
  | 'INTERNAL_SERVER_ERROR'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'NOT_FOUND'
  | 'OPERATION_NOT_SUPPORTED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'ORIGIN_NOT_ALLOWED'
  | 'OVERLOADED'
  | 'PAYLOAD_TOO_LARGE'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'REQUEST_TIMEOUT'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED_MEDIA_TYPE';

/** An error about the request itself, with its code in the extensions. The HTTP status follows from the code. */
export function requestError(code: HttpCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The error of an exceeded limit: "The document nests fields 17 deep; at most 15 are allowed." */
export function limitError(what: string, limit: number): GraphQLError {
  return requestError(
    'DOCUMENT_TOO_COMPLEX',
    `The document ${what}; at most ${limit} are allowed.`,
  );
}

/** Adds a code to an error as Apollo does: an error that has a code of its own keeps it. */
export function withErrorCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error,
    extensions: { ...error.extensions, code: error.extensions['code'] ?? code },
  });
}
