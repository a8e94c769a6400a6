import type { FastifyRequest } from 'fastify';
import { refuseInvalidUtf8 } from '../http/query-string.js';
import { requestError } from '../request-error.js';
import { parseRequestJson } from '../request-json.js';

/** A client's request of an operation, as sent. */
export interface OperationRequest {
  /** Empty if the request names a registered document instead. */
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
  /** The id of a registered document, in the member that its client uses. */
  readonly documentId?: unknown;
  readonly doc_id?: unknown;
  readonly id?: unknown;
}

/**
 * The operation in the body of a POST or the query string of a GET, where variables and extensions are JSON text.
 * @throws GraphQLError that names the member that is wrong, or that reading it would change
 */
export function readOperationRequest(request: FastifyRequest): OperationRequest {
  if (request.method !== 'GET') return fromBody(request.body);
  refuseInvalidUtf8(request);
  return fromQueryString(request.query);
}

function fromBody(body: unknown): OperationRequest {
  if (Array.isArray(body)) throw malformed(`The body is a list. ${NO_BATCHES}`);
  if (!isRecord(body))
    throw malformed('The body must be a JSON object with "query". Send one, as application/json.');
  return checked(body);
}

function fromQueryString(query: unknown): OperationRequest {
  const members = { ...(query as Record<string, unknown>) };
  if (Array.isArray(members['query']) || members['query[]'] !== undefined)
    throw malformed(`The query string has several operations. ${NO_BATCHES}`);
  for (const name of ['variables', 'extensions'])
    if (members[name] !== undefined) members[name] = fromJson(name, members[name]);
  return checked(members);
}

/** Names the switch of each client that batches if it is told to. */
const NO_BATCHES =
  'Batches are not supported. Send one operation a request: HttpLink for BatchHttpLink (Apollo Client), request for batchRequests (graphql-request), no batch_interval (Python gql). Nothing was executed.';

function fromJson(name: string, text: unknown): unknown {
  try {
    if (typeof text === 'string') return parseRequestJson(text, name);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Reported below, without the parser's message, which quotes the text.
  }
  throw malformed(`"${name}" is not valid JSON. Send a JSON object, once.`);
}

function checked(members: Readonly<Record<string, unknown>>): OperationRequest {
  const { query, operationName, variables, extensions, documentId, doc_id, id } = members;
  const namesDocument = memberOf(members) !== undefined || isPersistedQuery(members);
  if ((isMissing(query) || query === '') && !namesDocument)
    throw malformed(
      '"query" is missing. Send the GraphQL document in it, by GET in the query string.',
    );
  if (!isMissing(query) && typeof query !== 'string')
    throw malformed('"query" must be a string. Send the GraphQL document as text.');
  if (!isMissing(operationName) && typeof operationName !== 'string')
    throw malformed('"operationName" must be a string. Send a name of the document, or nothing.');
  return {
    query: query ?? '',
    operationName: operationName ?? undefined,
    variables: objectOf(
      variables,
      '"variables" must be an object. Send the values by the names of the variables.',
    ),
    extensions: objectOf(extensions, '"extensions" must be an object. Send one, or nothing.'),
    ...{ documentId, doc_id, id },
  };
}

/** The members that name a document. They are read only without a text, but for `persistedQuery`. */
const DOCUMENT_MEMBERS = ['documentId', 'doc_id', 'id'] as const;
type DocumentMember = (typeof DOCUMENT_MEMBERS)[number];

/** The first member that names a document. */
export function memberOf(
  members: Readonly<Partial<Record<DocumentMember, unknown>>>,
): DocumentMember | undefined {
  return DOCUMENT_MEMBERS.find((member) => !isMissing(members[member]));
}

/** Whether it comes from a client of persisted queries, beside a text or without one. */
export function isPersistedQuery({ extensions }: { readonly extensions?: unknown }): boolean {
  return isRecord(extensions) && !isMissing(extensions['persistedQuery']);
}

function objectOf(value: unknown, words: string): Readonly<Record<string, unknown>> | undefined {
  if (isMissing(value)) return undefined;
  if (!isRecord(value)) throw malformed(words);
  return value;
}

function malformed(message: string) {
  return requestError('BAD_REQUEST', message);
}

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
