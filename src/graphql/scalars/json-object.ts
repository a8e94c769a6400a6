import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { badInput } from '../errors.js';
import { isStorable } from '../text-inputs.js';

type JSONObjectValue = Record<string, unknown>;

const LONGEST_BYTES = 4096;
const DEEPEST = 5;

/** A client's own data: small, and nothing in it that PostgreSQL's jsonb would refuse or change. */
export const JSONObject = new GraphQLScalarType<JSONObjectValue, JSONObjectValue>({
  name: 'JSONObject',
  serialize: (value) => {
    if (!isObject(value)) throw new TypeError('a JSONObject goes out as an object');
    return value;
  },
  parseValue: parsed,
  parseLiteral: (node) => parsed(literal(node, 0)),
});

function parsed(value: unknown): JSONObjectValue {
  if (!isObject(value)) throw refused('is not a JSON object, such as {"order": "17"}');
  check(value, 1);
  if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_BYTES)
    throw refused(`is too large: at most ${LONGEST_BYTES} bytes as JSON`);
  return value;
}

/** Depth first, and before anything else recurses into it. */
function check(value: unknown, depth: number): void {
  if (typeof value === 'string') return checkText(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw refused('has a number that is too large for JSON');
  if (typeof value !== 'object' || value === null) return;
  checkDepth(depth);
  for (const [key, part] of Object.entries(value)) {
    checkText(key);
    check(part, depth + 1);
  }
}

function checkText(text: string): void {
  if (!isStorable(text))
    throw refused('has a text with U+0000 or half a surrogate pair, which cannot be kept');
}

function checkDepth(depth: number): void {
  if (depth > DEEPEST) throw refused(`is too deep: at most ${DEEPEST} levels, itself the first`);
}

/** `fromEntries` defines its keys, so that `__proto__` is a key like any other. */
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
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      // GraphQL would not check its value, and a fault in it could not be told to the client.
      throw refused('has a variable in it: send all of it as one variable');
    case Kind.ENUM:
      throw refused(`has ${node.value} where JSON has a string: write "${node.value}"`);
  }
}

function isObject(value: unknown): value is JSONObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(fault: string): Error {
  return badInput(`This ${fault}.`);
}
