import type { FastifyRequest } from 'fastify';
import { requestError } from '../request-error.js';
import { parseRequestJson } from '../request-json.js';

/** The parameters of a GET that hold JSON. */
const JSON_PARAMETERS = ['variables', 'extensions'];

/**
 * Refuses a query string that its parsers would change: bytes that are not UTF-8, which become U+FFFD, and JSON as
 * {@link parseRequestJson} describes it. Apollo reads the string itself, so this looks at the same URL first.
 * @throws GraphQLError BAD_REQUEST or BAD_USER_INPUT
 */
export function refuseChangedQuery({ url, method }: Pick<FastifyRequest, 'url' | 'method'>): void {
  if (method !== 'GET') return;
  const { search, searchParams } = new URL(url, 'http://localhost');
  if (!isUtf8(search))
    throw requestError(
      'BAD_REQUEST',
      'The query string is not valid UTF-8. Encode each byte of the UTF-8 form as %XX.',
    );
  for (const name of JSON_PARAMETERS)
    for (const text of searchParams.getAll(name)) refuseIfChanged(text, name);
}

/** A text that is not JSON passes: the parser of the request refuses it. */
function refuseIfChanged(text: string, name: string): void {
  try {
    parseRequestJson(text, name);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
}

function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}
