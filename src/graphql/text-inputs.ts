import { quoteInput } from './quote-input.js';
import { badInput } from './errors.js';

/** What a text may be. Lengths are in characters (code points), as PostgreSQL counts them. */
interface Form {
  readonly longest: number;
  /** One line has no control characters at all; several may have tabs and line ends. */
  readonly lines: 'one' | 'several';
  readonly blank: 'allowed' | 'refused';
}

/** The `sub` of somebody's tokens. */
const SUBJECT: Form = { longest: 255, lines: 'one', blank: 'allowed' };
const REFERENCE: Form = { longest: 255, lines: 'one', blank: 'refused' };
const DESTINATION: Form = { longest: 255, lines: 'one', blank: 'refused' };
const REASON: Form = { longest: 500, lines: 'several', blank: 'refused' };
const DESCRIPTION: Form = { longest: 500, lines: 'several', blank: 'refused' };
const MEMO: Form = { longest: 500, lines: 'several', blank: 'refused' };

/** A lone surrogate is no character: it would not come back from the book as it went in. */
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

/** Whether PostgreSQL would keep the text as it is. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}

function formed(field: string, text: string, form: Form): string {
  const fault = faultOf(text, form);
  if (fault !== undefined) throw badInput(`${field} ${fault}`);
  return text;
}

function faultOf(text: string, form: Form): string | undefined {
  const length = lengthOf(text, form.longest);
  if (length === 0) return `is empty: it must have 1 to ${form.longest} characters.`;
  if (length > form.longest) return `is too long: it must have at most ${form.longest} characters.`;
  if (form.blank === 'refused' && text.trim() === '')
    return 'is blank: it must have a character that is not white space.';
  if (LONE_SURROGATE.test(text)) return `is not Unicode: ${quoteInput(text)} has half a character.`;
  if (CONTROL[form.lines].test(text)) return `has a control character: ${quoteInput(text)}.`;
  return undefined;
}

/** Characters, counted only where there can be few enough: none takes more than two UTF-16 units. */
function lengthOf(text: string, longest: number): number {
  return text.length > 2 * longest ? text.length : Array.from(text).length;
}
