import { hasOuterBlank, isBlank, lengthUpTo } from './text.js';

/** The most characters of a display name. */
const MAX_DISPLAY_NAME = 80;

/** Control characters, separators of lines, lone surrogates, and what changes the direction of the text around it. */
const REFUSED =
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/u;

/**
 * What is wrong with a display name, as the end of a sentence; undefined if nothing is. Joiners and variation selectors are
 * allowed, because names in many scripts and emoji need them. The CHECK of `wallet.display_name` states it again,
 * but for blank names.
 * @param name in Unicode's normalization form C
 */
export function faultInDisplayName(name: string): string | undefined {
  const length = lengthUpTo(MAX_DISPLAY_NAME, name);
  if (length < 1 || length > MAX_DISPLAY_NAME)
    return `must have 1 to ${MAX_DISPLAY_NAME} characters`;
  if (REFUSED.test(name))
    return 'has a control character, a line end or a direction mark. Remove it';
  if (hasOuterBlank(name)) return 'begins or ends with white space. Remove it';
  if (isBlank(name)) return 'is blank. It must have a character that can be seen';
  return undefined;
}
