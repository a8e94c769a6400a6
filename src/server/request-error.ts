import { GraphQLError } from 'graphql';

/** Codes that this room gives; the business's own are listed in the schema's refusals. */
export type HttpCode =
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'DOCUMENT_TOO_COMPLEX'
  | 'DOCUMENT_TOO_LARGE'
  | 'INTERNAL_SERVER_ERROR'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'NOT_FOUND'
  | 'OPERATION_NOT_SUPPORTED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'OVERLOADED'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED_MEDIA_TYPE';

/** A refusal of the request itself, with its code in the extensions. The HTTP status follows from the code. */
export function requestError(code: HttpCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** `the document nests fields 17 deep; at most 15 are allowed` */
export function limitError(what: string, limit: number): GraphQLError {
  return requestError(
    'DOCUMENT_TOO_COMPLEX',
    `The document ${what}; at most ${limit} are allowed.`,
  );
}
