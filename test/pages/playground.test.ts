import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  validate,
} from 'graphql';
import { exampleTabs } from '../../playground/examples.js';
import { bareToken, describeToken } from '../../playground/token.js';

const now = new Date('2026-01-01T00:00:00Z');

function jwt(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

function readSchema(): GraphQLSchema {
  const directory = new URL('../../schema/', import.meta.url);
  const files = readdirSync(directory).filter((file) => file.endsWith('.graphql'));
  return buildSchema(
    files.map((file) => readFileSync(new URL(file, directory), 'utf8')).join('\n'),
  );
}

/** The errors that the gateway would find in the variables of an operation. */
function wrongVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  values: Record<string, unknown>,
): string[] {
  return (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const wrong: string[] = [];
    const inputType = typeFromAST(schema, type as never) as GraphQLInputType;
    coerceInputValue(values[variable.name.value], inputType, (path, _value, error) =>
      wrong.push(`${variable.name.value}.${path.join('.')}: ${error.message}`),
    );
    return wrong;
  });
}

describe('the examples of the playground are ready to run', () => {
  test.each(exampleTabs().map((tab) => [/(\w+)(?: \{|\()/.exec(tab.query)?.[1], tab] as const))(
    'the example %s of the playground is valid, with its variables',
    (_name, tab) => {
      const schema = readSchema();
      const document = parse(tab.query);
      expect(validate(schema, document)).toEqual([]);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION)
        throw new Error('no operation comes first');
      const variables = JSON.parse(tab.variables ?? '{}') as Record<string, unknown>;
      expect(wrongVariables(schema, operation, variables)).toEqual([]);
    },
  );

  test('each visit to the playground has idempotency keys of its own', () => {
    const keys = () => JSON.stringify(exampleTabs()).match(/"[a-z]+-[0-9a-f]{16}/g) ?? [];
    const [first, second] = [keys(), keys()];
    const writing = exampleTabs().filter(({ variables }) => variables?.includes('idempotencyKey'));
    expect(first).toHaveLength(writing.length);
    expect(new Set([...first, ...second]).size).toBe(2 * writing.length);
  });
});

describe('bareToken finds the token in what was pasted', () => {
  test.each([
    ['a.b.c', 'a.b.c'],
    [' a.b.c\n', 'a.b.c'],
    ['Bearer a.b.c', 'a.b.c'],
    ['Authorization: bearer  a.b.c', 'a.b.c'],
    ['', ''],
  ])('bareToken finds the token in %j', (pasted, token) => {
    expect(bareToken(pasted)).toBe(token);
  });
});

describe('describeToken describes a token in one line', () => {
  const roles = ['MEMBER', 'CASHIER'];
  const soon = now.getTime() / 1000 + 60;

  test.each([
    ['', /^no token; this page forgets it when you leave$/],
    ['hello', /^this is not a JWT$/],
    ['a.%%%.c', /^this is not a JWT$/],
    [jwt(5), /^this is not a JWT$/],
    [jwt({ sub: 'zoë 你', roles, exp: soon }), /^zoë 你 · MEMBER, CASHIER · until .*2026/],
    [jwt({ sub: 'a', roles, exp: soon - 61 }), /· EXPIRED at /],
    [jwt({ sub: 'a' }), /^a · no roles · no expiry$/],
  ])('describeToken describes the token "%s"', (token, text) => {
    expect(describeToken(token, now)).toMatch(text);
  });
});
