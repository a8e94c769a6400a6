import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** The media types of responses; the first one if a client takes both alike. https://graphql.github.io/graphql-over-http/draft/ */
const TYPES = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
] as const;

/** The types by Accept header: clients send few. */
const known = new LRUCache<string, { readonly type: string | undefined }>({ max: 100 });

/** The media type of a response for this Accept header; undefined if the client takes neither. */
export function responseType(accept: string | undefined): string | undefined {
  if (!accept) return TYPES[0];
  const found = known.get(accept) ?? {
    type: new Negotiator({ headers: { accept } }).mediaType([...TYPES]),
  };
  known.set(accept, found);
  return found.type;
}

/** The media type of an error for this Accept header: JSON also for a client that takes neither. */
export function errorType(accept: string | undefined): string {
  return responseType(accept) ?? TYPES[0];
}
