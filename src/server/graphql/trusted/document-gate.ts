import type { GraphQLError } from 'graphql';
import type { TrustedDocuments } from '../../../documents/index.js';
import { requestError } from '../../request-error.js';
import type { RequestScope } from '../../request-scope.js';
import type { Documents } from '../documents.js';
import type { KnownDocument } from '../known-document.js';
import { isPersistedQuery, memberOf, type OperationRequest } from '../operation-request.js';
import { type DocumentReference, documentReference } from './document-reference.js';

/** What a gateway does with documents that are not registered. */
export interface TrustedOptions {
  /** Whether it refuses them. */
  readonly only: boolean;
  readonly documents: TrustedDocuments;
}

/** Receives each request whose document is not registered. */
export type OnUntrusted = (
  known: KnownDocument,
  operationName: string | undefined,
  scope: RequestScope,
) => void;

/**
 * The document of a request: by its text, or by the id of a registered one. With `only`, a text passes if its canonical form
 * is that of a registered document. The step is part of the one pipeline, before validation, so no transport is without it.
 */
export class DocumentGate {
  /** @param trusted undefined: documents have no ids, and every text passes */
  constructor(
    private readonly documents: Documents,
    private readonly trusted: TrustedOptions | undefined,
    private readonly onUntrusted: OnUntrusted,
  ) {}

  /**
   * @throws GraphQLError if the id is not known, or the text is not registered and must be
   * @throws DocumentRefused if the text is too large, or is not GraphQL
   */
  documentOf(request: OperationRequest, scope: RequestScope): KnownDocument {
    const { trusted } = this;
    if (!trusted) return this.documents.parse(textWithoutIds(request));
    const reference = documentReference(request);
    if (request.query === '' && reference) return this.documents.parse(textOf(reference, trusted));
    const known = this.documents.parse(request.query);
    if (trusted.documents.has(known.fingerprint)) return known;
    this.onUntrusted(known, request.operationName ?? undefined, scope);
    if (trusted.only) throw notTrusted();
    return known;
  }
}

function textWithoutIds(request: OperationRequest): string {
  if (isPersistedQuery(request))
    // The message that clients of persisted queries look for, to send the document instead.
    throw requestError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  const { query } = request;
  if (query === '' && memberOf(request))
    throw requestError(
      'BAD_REQUEST',
      '"query" is missing. Send the GraphQL document in it: this gateway knows no documents by id (TRUSTED_DOCUMENTS=off).',
    );
  return query;
}

function textOf(reference: DocumentReference, { only, documents }: TrustedOptions): string {
  const text = documents.textOf(reference.id);
  if (text !== undefined) return text;
  // The message that these clients look for, to send the text and the hash.
  if (reference.sendsTextNext)
    throw requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
  throw requestError(
    'DOCUMENT_NOT_TRUSTED',
    `No document is registered under this id. The operator registers it with \`onebook documents add\`${only ? '' : ', or send its text in "query"'}.`,
  );
}

function notTrusted(): GraphQLError {
  return requestError(
    'DOCUMENT_NOT_TRUSTED',
    'This gateway answers registered documents only, and this is none of them. The operator registers it with `onebook documents add`.',
  );
}
