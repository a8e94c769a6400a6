import { describe, expect, test } from '@jest/globals';
import { CompiledExecution } from '@onebook/compiled-execution';
import {
  getNamedType,
  type GraphQLNamedType,
  GraphQLID,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parseValue,
  printSchema,
} from 'graphql';
import { buildSchema } from '../../src/graphql/schema.js';
import { ID } from '../../src/graphql/scalars/index.js';
import { useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';

const at = useBook();
const { admin, service } = askers(() => at.gateway.book);
const BAD = ['BAD_USER_INPUT'];

/** Every type to which the schema refers: of fields, of arguments, also those of directives, and of input fields. */
function referredTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  const inTypes = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      if (isInputObjectType(type)) return Object.values(type.getFields()).map((one) => one.type);
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        field.type,
        ...field.args.map((one) => one.type),
      ]);
    });
  const inDirectives = schema.getDirectives().flatMap(({ args }) => args.map((one) => one.type));
  return [...inTypes, ...inDirectives].map((type) => getNamedType(type));
}

describe('an ID is a string, everywhere', () => {
  const schema = buildSchema();

  test.each([
    ['for compiled operations', schema],
    ['for graphql-js', new CompiledExecution(schema).schema],
  ])('every ID of the schema %s is the one that takes strings only', (_, one) => {
    const ids = referredTypes(one).filter(({ name }) => name === 'ID');
    expect(ids.length).toBeGreaterThan(50);
    expect(ids.every((type) => type === ID)).toBe(true);
    expect(one.getType('ID')).toBe(ID);
  });

  test('the schema prints as if the ID were the built-in one, which stays as it is', () => {
    expect(printSchema(schema)).not.toMatch(/scalar ID\b/);
    expect(GraphQLID.parseValue(42)).toBe('42');
  });

  /** Ways to send something else than a string. */
  const WAYS: readonly (readonly [
    what: string,
    query: string,
    variables: Record<string, unknown>,
  ])[] = [
    ['a variable', 'query ($id: ID!) { wallet(id: $id) { id } }', { id: 42 }],
    ['a variable beyond 2^53', 'query ($id: ID!) { node(id: $id) { id } }', { id: 2 ** 60 }],
    ['a literal', '{ node(id: 42) { id } }', {}],
    ['a literal in an object', '{ wallets(filter: { ownerId: 42 }) { edges { cursor } } }', {}],
    [
      'a field of an input',
      'query ($f: WalletFilter) { wallets(filter: $f) { edges { cursor } } }',
      { f: { ownerId: 42 } },
    ],
    [
      'a variable in an object',
      'query ($o: ID) { wallets(filter: { ownerId: $o }) { edges { cursor } } }',
      { o: 42 },
    ],
    ['a default', 'query ($id: ID! = 42) { node(id: $id) { id } }', {}],
    ['a boolean', 'query ($id: ID!) { node(id: $id) { id } }', { id: true }],
    ['an object', 'query ($id: ID!) { node(id: $id) { id } }', { id: { toString: 'x' } }],
  ];

  test('a number is refused as a variable, a literal, a default and a part of an input', async () => {
    const codes: unknown[] = [];
    for (const [what, query, variables] of WAYS)
      codes.push([what, await admin.codes(query, variables)]);
    expect(codes).toEqual(WAYS.map(([what]) => [what, BAD]));
  });

  test.each([
    ['9332244199254740993', '9332244199254740993'],
    ['1e400', '1e400'],
    ['9'.repeat(50), `${'9'.repeat(40)}…`],
  ])('the refusal of a literal quotes its own text (%s)', (written, quoted) => {
    expect(() => ID.parseLiteral(parseValue(written))).toThrow(
      `${quoted} is not an ID. Send a string, such as "42".`,
    );
  });

  test('no wallet opens, and no token is revoked, for an owner who is a number', async () => {
    const input = { ownerId: 9332244199254740993, currency: 'USD', idempotencyKey: 'n' };
    expect(await service.codes('OpenWallet', { input })).toEqual(BAD);
    const revoke =
      'mutation ($s: ID!) { revokeTokens(input: { subject: $s, reason: "r", idempotencyKey: "n" }) { __typename } }';
    expect(await admin.codes(revoke, { s: 9332244199254740993 })).toEqual(BAD);
    const counts = await at.owner.query(
      'SELECT (SELECT count(*)::int FROM wallet) AS wallets, (SELECT count(*)::int FROM token_revocation) AS revoked',
    );
    expect(counts.rows).toEqual([{ wallets: 0, revoked: 0 }]);
  });

  test('a number in a list of inputs is refused too', async () => {
    const document =
      'mutation ($i: DistributeEarningsInput!) { distributeEarnings(input: $i) { __typename } }';
    const line = { walletId: 42, amount: { amount: '1', currency: 'USD' } };
    expect(await service.codes(document, { i: { lines: [line], idempotencyKey: 'k' } })).toEqual(
      BAD,
    );
  });
});
