import { hasOuterBlank, hiddenCharacterIn, lengthUpTo } from './text.js';

/** Maximum length of an owner's id, in characters (code points). */
export const MAX_OWNER_ID = 255;

/** The gateway's own jobs act under names with this prefix. */
export const GATEWAY_PREFIX = 'onebook:';

/**
 * The one rule for ids of owners: the `sub` of tokens, and every `ownerId` and `subject` of the API and the command
 * line. So no wallet can have an owner whom no token can name. The SQL domain `owner_id` in migrations/book.sql states
 * the rule again, and a test compares the two.
 *
 * Ids are compared code point by code point, without normalization, as RFC 7519 (section 2, StringOrURI) compares
 * `sub`. Control and invisible characters are refused because ids appear in logs, terminals and files, where such
 * characters forge lines and make two ids look alike.
 * @returns what the id must or must not be, to follow the name of the field; undefined if it is good
 */
export function faultInOwnerId(id: string): string | undefined {
  const length = lengthUpTo(MAX_OWNER_ID, id);
  if (length === 0) return `must have 1 to ${MAX_OWNER_ID} characters, and has none`;
  if (length > MAX_OWNER_ID) return `must have at most ${MAX_OWNER_ID} characters`;
  if (id.startsWith(GATEWAY_PREFIX))
    return `must not begin with "${GATEWAY_PREFIX}", which is reserved for the gateway itself`;
  const hidden = hiddenCharacterIn(id);
  if (hidden !== undefined)
    return `must not contain control characters or invisible characters, such as its ${hidden}`;
  if (hasOuterBlank(id)) return 'must not begin or end with white space';
  return undefined;
}
