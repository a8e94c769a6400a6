import type { GraphQLScalarType } from 'graphql';
import { CurrencyCode } from './currency-code.js';
import { DateTime } from './date-time.js';
import { DateOrDateTime } from './date-or-date-time.js';
import { Decimal } from './decimal.js';
import { ID } from './id.js';
import { IdempotencyKey } from './idempotency-key.js';
import { JSONObject } from './json-object.js';
import { SafeInt } from './safe-int.js';

export { CurrencyCode, DateTime, Decimal, ID, IdempotencyKey, JSONObject, SafeInt };

type ScalarFunctions = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/**
 * The functions of each scalar only. If a resolver were a whole GraphQLScalarType, its empty description would replace
 * the SDL's.
 */
export const scalarResolvers: Readonly<Record<string, ScalarFunctions>> = Object.fromEntries(
  [CurrencyCode, DateOrDateTime, DateTime, Decimal, IdempotencyKey, JSONObject, SafeInt].map(
    ({ name, serialize, parseValue, parseLiteral }) => [
      name,
      { serialize, parseValue, parseLiteral },
    ],
  ),
);
