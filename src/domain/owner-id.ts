import { hasOuterBlank, hiddenCharacterIn, lengthUpTo } from './text.js';

/** Maximum length of an owner's id, in characters (code points). */
export const MAX_OWNER_ID = 255;

/** Not a character: it has no UTF-8 form, so it cannot be stored. */
const LONE_SURROGATE = /\p{Cs}/u;

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
 * @returns what is wrong with the id, and what to do, to follow the name of its field; undefined if it is good
 */
export function faultInOwnerId(id: string): string | undefined {
  const length = lengthUpTo(MAX_OWNER_ID, id);
  if (length === 0) return `is empty: it must have 1 to ${MAX_OWNER_ID} characters`;
  if (length > MAX_OWNER_ID) return `is too long: it must have at most ${MAX_OWNER_ID} characters`;
  if (id.startsWith(GATEWAY_PREFIX))
    return `begins with "${GATEWAY_PREFIX}", which is reserved for the gateway: use another id`;
  if (LONE_SURROGATE.test(id)) return 'is not valid Unicode: remove the lone surrogate';
  const hidden = hiddenCharacterIn(id);
  if (hidden !== undefined) return `has a control or invisible character: remove the ${hidden}`;
  if (hasOuterBlank(id)) return 'begins or ends with white space: remove it';
  return undefined;
}
