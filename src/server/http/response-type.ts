import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** The types by Accept header: clients send few. */
const known = new LRUCache<string, { readonly type: string | undefined }>({ max: 100 });
/** No client needs a longer header. To read one of 15 KB takes 5 ms. Characters. */
const MAX_NEGOTIATED = 256;

/**
 * The media type of a result for this Accept header; undefined if the client takes neither type. JSON if it takes both alike.
 * https://graphql.github.io/graphql-over-http/draft/
 */
export function resultType(accept: string | undefined): string | undefined {
  if (!accept) return JSON_TYPE;
  if (accept.length > MAX_NEGOTIATED) return errorType(accept);
  const found = known.get(accept) ?? {
    type: new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]),
  };
  known.set(accept, found);
  return found.type;
}

/** The media type of a refusal for this Accept header. Cheap, because anyone can have requests refused. */
export function errorType(accept: string | undefined): string {
  return accept?.includes('application/graphql-response+json') ? GRAPHQL_TYPE : JSON_TYPE;
}
