import { GraphQLScalarType } from 'graphql';
import { quoteInput } from '../inputs/quote-input.js';
import { badInput } from '../errors.js';
import { textOf } from './literal.js';

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,3})?(?:Z|[+-](\d\d):(\d\d))$/;

/** The years that ISO 8601 writes with four digits and PostgreSQL reads. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** Exclusive upper limits of hour, minute and second, and of the offset's hours and minutes. */
const LIMITS = [24, 60, 60, 24, 60];

/** Input: ISO 8601 with seconds, at most milliseconds, and an offset. Output: UTC with milliseconds. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (!(value instanceof Date)) throw new TypeError('a DateTime must be serialized from a Date');
    return value.toISOString();
  },
  parseValue: (value) => parsedDateTime(value),
  parseLiteral: (node) => parsedDateTime(textOf(node)),
});

/** @param wanted what the error says is wanted @throws GraphQLError BAD_USER_INPUT unless the value is text of a DateTime */
export function parsedDateTime(value: unknown, wanted = 'a DateTime'): Date {
  const match = typeof value === 'string' ? ISO.exec(value) : null;
  if (match === null)
    throw badInput(
      `${quoteInput(value)} is not ${wanted}. Send a string such as "2026-03-01T12:00:00Z" or ` +
        '"2026-03-01T13:00:00.250+01:00", with seconds, at most milliseconds, and Z or an offset.',
    );
  if (!dateExists(match.slice(1).map((part: string | undefined) => Number(part ?? '0'))))
    throw badInput(`${quoteInput(value)} names a date, time or offset that does not exist.`);
  const moment = new Date(match[0]);
  if (!(moment.getTime() >= EARLIEST && moment.getTime() <= LATEST))
    throw badInput(
      `${quoteInput(value)} is out of range. Send a moment in the years 0001 to 9999 (UTC).`,
    );
  return moment;
}

/** Whether the date exists, with the parts of a time that follow. JavaScript would turn the 30th of February into a day in March. */
export function dateExists([year, month, day, ...time]: readonly number[]): boolean {
  if (year === undefined || month === undefined || day === undefined) return false;
  const inDay = time.every((part, index) => part < (LIMITS[index] ?? 0));
  return inDay && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
