import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { inexactNumberFault, isExactNumber, isKeptNumber } from '../../domain/index.js';
import { badInput } from '../errors.js';
import { isStorable } from '../inputs/text-inputs.js';

type JSONObjectValue = Record<string, unknown>;

const MAX_BYTES = 16_384;
const MAX_DEPTH = 5;

/**
 * A small JSON object of the client's own, without values that this gateway or PostgreSQL's jsonb would refuse or
 * change. A number of a variable has been parsed before it arrives here, so the server checks the text of the request
 * (src/server/request-json.ts); a literal is checked here, by its text.
 */
export const JSONObject = new GraphQLScalarType<JSONObjectValue, JSONObjectValue>({
  name: 'JSONObject',
  serialize: (value) => {
    if (!isObject(value)) throw new TypeError('a JSONObject must be serialized from an object');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(literal(node, 0)),
});

function parsed(value: unknown): JSONObjectValue {
  if (!isObject(value))
    throw badInput('This is not a JSON object. Send one such as {"order": "17"}.');
  check(value, 1);
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_BYTES)
    throw badInput(`This JSON object is too large. It may have at most ${MAX_BYTES} bytes.`);
  return value;
}

/** Checks the depth of a value before anything else recurses into it. */
function check(value: unknown, depth: number): void {
  if (typeof value === 'string') return checkText(value);
  if (typeof value === 'number' && !isKeptNumber(value)) throw inexact(numberText(value));
  if (typeof value !== 'object' || value === null) return;
  checkDepth(depth);
  for (const [key, part] of Object.entries(value)) {
    checkText(key);
    check(part, depth + 1);
  }
}

function checkText(text: string): void {
  if (!isStorable(text))
    throw badInput('This JSON object has a string with U+0000 or a lone surrogate. Remove it.');
}

function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH)
    throw badInput(
      `This JSON object is too deep. It may have at most ${MAX_DEPTH} levels, itself included.`,
    );
}

/** A literal's value. `fromEntries` defines its keys, so `__proto__` is a key like any other. */
function literal(node: ValueNode, depth: number): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      checkDepth(depth + 1);
      return Object.fromEntries(
        node.fields.map((f) => [f.name.value, literal(f.value, depth + 1)]),
      );
    case Kind.LIST:
      checkDepth(depth + 1);
      return node.values.map((part) => literal(part, depth + 1));
    case Kind.INT:
    case Kind.FLOAT:
      if (!isExactNumber(node.value)) throw inexact(node.value);
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      // GraphQL would not check the variable's value, so no error could name a fault in it.
      throw badInput(
        'This JSON object contains a variable. Send the whole object as one variable.',
      );
    case Kind.ENUM:
      throw badInput(
        `This JSON object contains ${node.value} without quotes. Write "${node.value}".`,
      );
  }
}

function inexact(number: string): Error {
  return badInput(`This JSON object ${inexactNumberFault(number)}`);
}

/** `String` would write -0 as 0. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function isObject(value: unknown): value is JSONObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
