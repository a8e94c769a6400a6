import { quoteText } from '../../money/index.js';

/** Bounds the work for a text that is no moment. */
const MAX_TEXT_LENGTH = 64;

/** Year, month, day; then hour, minute, second, fraction; then Z, or an offset of hours, minutes and seconds. */
const MOMENT =
  /^\s*(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?(?:[Zz]|([+-])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?\s*$/;

/** 9999-12-31T23:59:59.999Z, in milliseconds. */
const LAST_MS = 253_402_300_799_999;

/** Of PostgreSQL, which takes offsets below 16 hours. */
const MAX_OFFSET_HOURS = 15;

/**
 * The moment that another system wrote: ISO 8601 with its offset, or in UTC without one, and a blank or a T before the
 * time. A date alone is its first moment. PostgreSQL writes "2025-11-16 05:44:21.5+00", SQLite "2025-11-16 05:44:21".
 * Digits finer than milliseconds are cut off.
 *
 * @returns the moment, or what is wrong with the text and what would be right
 */
export function parseMoment(text: string): Date | { readonly reason: string } {
  const match = text.length > MAX_TEXT_LENGTH ? null : MOMENT.exec(text);
  if (match === null) return { reason: reasonOf(text) };
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
    return { reason: `${quoteText(text)} is a date that no calendar has: give one that exists` };
  }
  const hour = Number(match[4] ?? 0);
  const minute = Number(match[5] ?? 0);
  const second = Number(match[6] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) {
    return {
      reason: `${quoteText(text)} has a time that no clock shows: give one from 00:00:00 to 23:59:59`,
    };
  }
  const offset = offsetOf(match);
  if (offset === undefined) {
    return {
      reason: `${quoteText(text)} has an offset that does not exist: give one such as "+02:00", below 16 hours`,
    };
  }
  const ms = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return within(text, year, Date.UTC(year, month - 1, day, hour, minute, second, ms) - offset);
}

/** Date.UTC takes the years before 100 for those after 1900. */
function within(text: string, year: number, at: number): Date | { readonly reason: string } {
  if (year < 1900 || at < 0) {
    return { reason: `${quoteText(text)} is before 1970: give a moment from 1970 to 9999` };
  }
  if (at > LAST_MS) {
    return { reason: `${quoteText(text)} is after 9999: give a moment from 1970 to 9999` };
  }
  return new Date(at);
}

/** In milliseconds; undefined if there is no such offset. */
function offsetOf(match: RegExpExecArray): number | undefined {
  const sign = match[8];
  if (sign === undefined) return 0;
  const hours = Number(match[9]);
  const minutes = Number(match[10] ?? 0);
  const seconds = Number(match[11] ?? 0);
  if (hours > MAX_OFFSET_HOURS || minutes > 59 || seconds > 59) return undefined;
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return sign === '-' ? -ms : ms;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function reasonOf(text: string): string {
  const quoted = quoteText(text);
  const trimmed = text.trim();
  if (trimmed === '') return 'the moment is empty: give one such as "2025-11-16T05:44:21Z"';
  if (/^[+-]?\d+(\.\d+)?$/.test(trimmed)) {
    return `${quoted} is a number: give a date and time such as "2025-11-16T05:44:21Z", because a number may count seconds, milliseconds or days`;
  }
  if (/^\+?\d{5,}-/.test(trimmed)) {
    return `${quoted} is after 9999: give a moment from 1970 to 9999`;
  }
  return `${quoted} is no moment: give ISO 8601, such as "2025-11-16T05:44:21Z" or "2025-11-16 05:44:21+00"`;
}
