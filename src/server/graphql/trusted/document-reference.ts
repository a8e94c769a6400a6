import { requestError } from '../../request-error.js';
import { isPersistedQuery, memberOf, type OperationRequest } from '../operation-request.js';

/** A document that a request names instead of, or beside, its text. */
export interface DocumentReference {
  /** The id under which it is registered, or the SHA-256 of its text, also with the prefix `sha256:`. */
  readonly id: string;
  /** Whether the client sends the text next if the document is not known ("automatic persisted queries"). */
  readonly sendsTextNext: boolean;
}

/**
 * The document that a request names, over any transport, in one of the ways of the known clients:
 * - `documentId`: the GraphQL-over-HTTP specification, appendix "Persisted Documents"; graphql-codegen; the SDK
 * - `extensions.persistedQuery.sha256Hash`: Apollo's and urql's persisted queries
 * - `doc_id` and `id`: as Relay's guide and its users' servers have it
 * @throws GraphQLError BAD_REQUEST if the id is no string
 */
export function documentReference(request: OperationRequest): DocumentReference | undefined {
  if (isPersistedQuery(request)) {
    const { sha256Hash } = request.extensions?.['persistedQuery'] as { sha256Hash?: unknown };
    return { id: checked('extensions.persistedQuery.sha256Hash', sha256Hash), sendsTextNext: true };
  }
  const name = request.query === '' ? memberOf(request) : undefined;
  return name && { id: checked(name, request[name]), sendsTextNext: false };
}

function checked(name: string, id: unknown): string {
  if (typeof id === 'string' && id !== '') return id;
  throw requestError('BAD_REQUEST', `"${name}" must be a string: the id of a registered document.`);
}
