import { hasOuterBlank, hiddenCharacterIn, isBlank, lengthUpTo } from './text.js';

/** The most characters of a display name. */
const MAX_DISPLAY_NAME = 80;

/** Joiners and variation selectors: names in many scripts and emoji need them. */
const NEEDED = /[\u200C\u200D\uFE00-\uFE0F]/gu;

/**
 * What is wrong with a display name, as the end of a sentence; undefined if nothing is. Two names that look alike would be
 * two people's, so invisible characters are refused, but for joiners and variation selectors. The CHECK of `wallet.display_name` states it again,
 * but for blank names.
 * @param name in Unicode's normalization form C
 */
export function faultInDisplayName(name: string): string | undefined {
  const length = lengthUpTo(MAX_DISPLAY_NAME, name);
  if (length < 1 || length > MAX_DISPLAY_NAME)
    return `must have 1 to ${MAX_DISPLAY_NAME} characters`;
  // A letter in their place, because two halves of a character must not meet.
  const hidden = hiddenCharacterIn(name.replace(NEEDED, 'x'));
  if (hidden !== undefined)
    return `has ${hidden}, which is a control character, a line end or invisible. Remove it`;
  if (hasOuterBlank(name)) return 'begins or ends with white space. Remove it';
  if (isBlank(name)) return 'is blank. It must have a character that can be seen';
  return undefined;
}
