import { GraphQLScalarType } from 'graphql';
import type { PeriodBound } from '../../domain/index.js';
import { badInput } from '../errors.js';
import { quoteInput } from '../inputs/quote-input.js';
import { dateExists, parsedDateTime } from './date-time.js';
import { textOf } from './literal.js';

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Input alone: a DateTime, or a date of the time zone beside it. */
export const DateOrDateTime = new GraphQLScalarType<PeriodBound, never>({
  name: 'DateOrDateTime',
  serialize: () => {
    throw new TypeError('a DateOrDateTime is for input alone');
  },
  parseValue: parsedBound,
  parseLiteral: (node) => parsedBound(textOf(node)),
});

/** @throws GraphQLError BAD_USER_INPUT unless the value is text of a date or a DateTime */
export function parsedBound(value: unknown): PeriodBound {
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (!match) return parsedDateTime(value, 'a date such as "2026-03-01", nor a DateTime');
  if (!dateExists(match.slice(1).map(Number)) || match[1] === '0000')
    throw badInput(`${quoteInput(value)} names a date that does not exist.`);
  return { localDate: match[0] };
}
