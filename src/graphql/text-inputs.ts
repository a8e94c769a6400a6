import { quoteInput } from './quote-input.js';
import { badInput } from './errors.js';

/** The bounds of a text. Lengths are in characters (code points), as PostgreSQL counts them. */
interface Form {
  readonly maxLength: number;
  /** 'one' allows no control character; 'several' allows tabs and line ends. */
  readonly lines: 'one' | 'several';
  readonly blank: 'allowed' | 'refused';
}

/** The `sub` of a token. */
const SUBJECT: Form = { maxLength: 255, lines: 'one', blank: 'allowed' };
const REFERENCE: Form = { maxLength: 255, lines: 'one', blank: 'refused' };
const DESTINATION: Form = { maxLength: 255, lines: 'one', blank: 'refused' };
const REASON: Form = { maxLength: 500, lines: 'several', blank: 'refused' };
const DESCRIPTION: Form = { maxLength: 500, lines: 'several', blank: 'refused' };
const MEMO: Form = { maxLength: 500, lines: 'several', blank: 'refused' };

/** A lone surrogate is not a character, and the book would not return it as it was sent. */
const LONE_SURROGATE = /\p{Cs}/u;
const CONTROL = { one: /\p{Cc}/u, several: /(?![\t\n\r])\p{Cc}/u };

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 255 characters and no control characters */
export function ownerId(text: string): string {
  return formed('ownerId', text, SUBJECT);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 255 characters and no control characters */
export function subject(text: string): string {
  return formed('subject', text, SUBJECT);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 500 characters and is not blank */
export function reason(text: string): string {
  return formed('reason', text, REASON);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 255 characters on one line and is not blank */
export function reference(text: string, field = 'reference'): string {
  return formed(field, text, REFERENCE);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 500 characters and is not blank */
export function description(text: string, field = 'description'): string {
  return formed(field, text, DESCRIPTION);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 255 characters on one line and is not blank */
export function destination(text: string): string {
  return formed('destination', text, DESTINATION);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 500 characters and is not blank */
export function memo(text: string): string {
  return formed('memo', text, MEMO);
}

/** Whether PostgreSQL keeps the text as it is. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}

function formed(field: string, text: string, form: Form): string {
  const fault = faultOf(text, form);
  if (fault !== undefined) throw badInput(`${field} ${fault}`);
  return text;
}

function faultOf(text: string, form: Form): string | undefined {
  const length = lengthOf(text, form.maxLength);
  if (length === 0) return `is empty. It must have 1 to ${form.maxLength} characters.`;
  if (length > form.maxLength)
    return `is too long. It must have at most ${form.maxLength} characters.`;
  if (form.blank === 'refused' && text.trim() === '')
    return 'is blank. It must have a character that is not white space.';
  if (LONE_SURROGATE.test(text))
    return `is not valid Unicode. Remove the lone surrogate from ${quoteInput(text)}.`;
  if (CONTROL[form.lines].test(text))
    return `has a control character. Remove it from ${quoteInput(text)}.`;
  return undefined;
}

/** Counts characters, unless the text is too long in any case: a character takes at most two UTF-16 units. */
function lengthOf(text: string, maxLength: number): number {
  return text.length > 2 * maxLength ? text.length : Array.from(text).length;
}
