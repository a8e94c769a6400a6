import {
  faultInDisplayName,
  faultInOwnerId,
  isBlank,
  isSystemAccountName,
  isZoneName,
  lengthUpTo,
  WALLET_NAME,
  GATEWAY_PREFIX,
} from '../../domain/index.js';
import { MAX_CURRENCY_NAME } from '../../money/index.js';
import { quoteInput } from './quote-input.js';
import { badInput } from '../errors.js';

/** The bounds of a text that must not be blank. Lengths are in characters (code points), as PostgreSQL counts them. */
interface Form {
  readonly maxLength: number;
  /** 'one' allows no control character and no separator; 'several' allows tabs and line ends. */
  readonly lines: 'one' | 'several';
}

const REFERENCE: Form = { maxLength: 255, lines: 'one' };
const DESTINATION: Form = { maxLength: 255, lines: 'one' };
const LABEL: Form = { maxLength: 100, lines: 'one' };
const CURRENCY_NAME: Form = { maxLength: MAX_CURRENCY_NAME, lines: 'one' };
const REASON: Form = { maxLength: 500, lines: 'several' };
const DESCRIPTION: Form = { maxLength: 500, lines: 'several' };
const WORDS: Form = { maxLength: 255, lines: 'several' };
const MEMO: Form = { maxLength: 500, lines: 'several' };

/** A lone surrogate is not a character, and the book would not return it as it was sent. */
const LONE_SURROGATE = /\p{Cs}/u;
const CONTROL = { one: /[\p{Cc}\p{Zl}\p{Zp}]/u, several: /(?![\t\n\r])\p{Cc}/u };

/** @throws GraphQLError BAD_USER_INPUT for a text that no token can have as its `sub` */
export function ownerId(text: string): string {
  return named('ownerId', text);
}

/** @throws GraphQLError BAD_USER_INPUT for a text that no token can have as its `sub` */
export function subject(text: string): string {
  return named('subject', text);
}

function named(field: string, text: string): string {
  const fault = faultInOwnerId(text);
  if (fault !== undefined) throw badInput(`${field} ${fault}.`);
  return text;
}

/** @throws GraphQLError BAD_USER_INPUT for a text that cannot be the name of a wallet */
export function walletName(text: string, field = 'name'): string {
  if (WALLET_NAME.test(text)) return text;
  throw badInput(
    `${field} cannot be ${quoteInput(text)}. It must have 1 to 40 characters from a to z, 0 to 9 and "-", and not begin with "-".`,
  );
}

/** @throws GraphQLError BAD_USER_INPUT unless it names a time zone. Missing: UTC */
export function zoneName(text: string | null | undefined, field = 'timeZone'): string {
  const name = text ?? 'UTC';
  if (isZoneName(name)) return name;
  throw badInput(
    `${field}: ${quoteInput(name)} is not a time zone. Send its name in the IANA database, such as "Europe/Berlin" or "UTC".`,
  );
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 100 characters on one line and is not blank */
export function label(text: string, field = 'label'): string {
  return formed(field, text, LABEL);
}

/** A display name in Unicode's normalization form C. @throws GraphQLError BAD_USER_INPUT for a text that cannot be one */
export function displayName(text: string): string {
  const name = isStorable(text) ? text.normalize('NFC') : text;
  const fault = faultInDisplayName(name);
  if (fault !== undefined) throw badInput(`displayName ${fault}.`);
  return name;
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 500 characters and is not blank */
export function reason(text: string): string {
  return formed('reason', text, REASON);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 500 characters and is not blank */
export function note(text: string): string {
  return formed('note', text, REASON);
}

/**
 * A mailbox: at most 64 characters of ASCII without quotes, "@", and the name of a host with a dot. Servers take other forms
 * too, but no one has them.
 */
const EMAIL =
  /^(?=.{3,254}$)(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** @throws GraphQLError BAD_USER_INPUT for a text that is not the address of a mailbox */
export function emailAddress(text: string, field: string): string {
  if (EMAIL.test(text)) return text;
  throw badInput(
    `${field}: ${quoteInput(text)} is not an e-mail address such as "ops@example.com".`,
  );
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

/** @throws GraphQLError BAD_USER_INPUT for a text that no system account can have as its name */
export function accountName(text: string, field = 'name'): string {
  if (isSystemAccountName(text)) return text;
  throw badInput(
    `${field} ${quoteInput(text)} is not the name of a system account: send a capital from A to Z, then 1 to 31 capitals, digits or underscores, such as "FEES".`,
  );
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 100 characters on one line and is not blank */
export function currencyName(text: string): string {
  return formed('name', text, CURRENCY_NAME);
}

/** @throws GraphQLError BAD_USER_INPUT unless it has 1 to 500 characters and is not blank */
export function memo(text: string): string {
  return formed('memo', text, MEMO);
}

/** Words to find. @throws GraphQLError BAD_USER_INPUT unless it has 1 to 255 characters, and a letter or a digit */
export function words(text: string): string {
  formed('text', text, WORDS);
  if (!/[\p{L}\p{N}]/u.test(text))
    throw badInput(`text has no word. Send letters or digits, not ${quoteInput(text)}.`);
  const count = text.split(/[^\p{L}\p{N}\p{M}]+/u).length;
  if (count > MAX_WORDS)
    throw badInput(`text has ${count} words. Send at most ${MAX_WORDS}, those that are rare.`);
  return text;
}

/** Each word is looked up in the index by itself. */
const MAX_WORDS = 20;

/**
 * The `sub` of a caller, or a name of the gateway's own, such as `onebook:expiry`.
 * @throws GraphQLError BAD_USER_INPUT for a text that neither can be
 */
export function initiator(text: string): string {
  return text.startsWith(GATEWAY_PREFIX)
    ? formed('initiatedBy', text, REFERENCE)
    : named('initiatedBy', text);
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
  const length = lengthUpTo(form.maxLength, text);
  if (length === 0) return `is empty. It must have 1 to ${form.maxLength} characters.`;
  if (length > form.maxLength)
    return `is too long. It must have at most ${form.maxLength} characters.`;
  if (LONE_SURROGATE.test(text))
    return `is not valid Unicode. Remove the lone surrogate from ${quoteInput(text)}.`;
  if (CONTROL[form.lines].test(text))
    return `has a control character. Remove it from ${quoteInput(text)}.`;
  if (isBlank(text)) return 'is blank. It must have a character that can be seen.';
  return undefined;
}
