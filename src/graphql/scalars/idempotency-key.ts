import { GraphQLScalarType } from 'graphql';
import { GATEWAY_PREFIX } from '../../domain/index.js';
import { quoteInput } from '../inputs/quote-input.js';
import { badInput } from '../errors.js';
import { textOf } from './literal.js';

const KEY = /^[\x20-\x7e]{1,255}$/;

/** 1 to 255 printable ASCII characters. None begins as the gateway's own do. Nothing is trimmed: keys that differ in a blank are different keys. */
export const IdempotencyKey = new GraphQLScalarType<string, string>({
  name: 'IdempotencyKey',
  serialize: parsed,
  parseValue: parsed,
  parseLiteral: (node) => parsed(textOf(node)),
});

function parsed(value: unknown): string {
  if (typeof value === 'string' && value.startsWith(GATEWAY_PREFIX))
    throw badInput(
      `${quoteInput(value)} is not an idempotency key of a client: those that begin with "${GATEWAY_PREFIX}" are the gateway's own. Send another one, such as a random UUID.`,
    );
  if (typeof value === 'string' && KEY.test(value)) return value;
  throw badInput(
    `${quoteInput(value)} is not an idempotency key. Send 1 to 255 printable ASCII characters, such as a random UUID.`,
  );
}
