import { describe, expect, test } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, type GraphQLError } from 'graphql';
import { asClientError } from '../../src/graphql/client-errors.js';
import { guarded } from '../../src/graphql/authorization/guard.js';
import type { Viewer } from '../../src/domain/viewer.js';
import { OutcomeUnknownError, OverloadedError, UnavailableError } from '../../src/ledger/index.js';
import { DecimalError } from '../../src/money/decimal.js';
import { InputError, ReadUnavailableError } from '../../src/reader/index.js';

const SDL = `
  enum Role { MEMBER CASHIER ADMIN }
  directive @may(roles: [Role!]!) on OBJECT | FIELD_DEFINITION
  type Query {
    thing: Thing @may(roles: [MEMBER, CASHIER, ADMIN])
    secret: Int @may(roles: [CASHIER, ADMIN])
    only: Int @may(roles: [ADMIN])
  }
  type Thing @may(roles: [MEMBER, CASHIER, ADMIN]) {
    plain: Int
    narrow: Int @may(roles: [ADMIN])
    throws: Int
    rejects: Int
  }`;

let called: string[] = [];
/** The fields that the caller asked for without the right. */
let attempted: string[] = [];
const schema = guarded(
  makeExecutableSchema({
    typeDefs: SDL,
    resolvers: {
      Query: {
        thing: () => ({ plain: 1 }),
        secret: () => called.push('secret'),
        only: () => called.push('only'),
      },
      Thing: {
        narrow: () => called.push('narrow'),
        throws: () => {
          throw new InputError('first must be from 1 to 200.');
        },
        rejects: () => Promise.reject(new UnavailableError()),
      },
    },
  }),
);

async function ask(source: string, viewer?: Viewer): Promise<{ data: unknown; errors: string[] }> {
  called = [];
  attempted = [];
  const noteAttempt = (_: string, field: string): number => attempted.push(field);
  const { data, errors } = await graphql({ schema, source, contextValue: { viewer, noteAttempt } });
  const shown = (error: GraphQLError): string =>
    `${String(error.extensions['code'])}: ${error.message}`;
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: (errors ?? []).map(shown) };
}

const as = (...roles: Viewer['roles']): Viewer => ({ id: 'viewer', roles });

describe('@may guards fields by role', () => {
  test('without a viewer @may calls no resolver, and the error is UNAUTHENTICATED', async () => {
    const { data, errors } = await ask('{ secret only thing { plain } }');
    expect(data).toEqual({ secret: null, only: null, thing: null });
    expect(errors.every((error) => error.startsWith('UNAUTHENTICATED: '))).toBe(true);
    expect(errors).toHaveLength(3);
    expect(called).toEqual([]);
    expect(attempted).toEqual([]);
  });

  test('without the role @may calls no resolver, and the error names the roles that may', async () => {
    const { data, errors } = await ask('{ secret only thing { narrow } }', as('MEMBER'));
    expect(data).toEqual({ secret: null, only: null, thing: { narrow: null } });
    expect(errors).toEqual([
      'FORBIDDEN: secret requires the role CASHIER or ADMIN.',
      'FORBIDDEN: only requires the role ADMIN.',
      'FORBIDDEN: narrow requires the role ADMIN.',
    ]);
    expect(attempted).toEqual(['Query.secret', 'Query.only', 'Thing.narrow']);
    expect(called).toEqual([]);
  });

  test('a viewer without any role may see nothing', async () => {
    expect((await ask('{ thing { plain } }', as())).errors).toEqual([
      'FORBIDDEN: thing requires the role MEMBER, CASHIER or ADMIN.',
    ]);
  });

  test('one of the roles of @may is enough', async () => {
    const { errors } = await ask('{ secret thing { plain narrow } }', as('MEMBER', 'ADMIN'));
    expect(errors).toEqual([]);
    expect(called).toEqual(['secret', 'narrow']);
  });

  test('guarded refuses a schema with a @may that has no resolver to guard', () => {
    expect(() => guarded(makeExecutableSchema({ typeDefs: SDL }))).toThrow('has a @may of its own');
  });

  test('guarded puts no resolver on plain fields', () => {
    const thing = schema.getType('Thing') as unknown as {
      getFields(): Record<string, { resolve?: unknown }>;
    };
    expect(thing.getFields()['plain']?.resolve).toBeUndefined();
    expect(thing.getFields()['narrow']?.resolve).toBeDefined();
  });
});

describe('errors reach the client with a code', () => {
  test('errors carry a code, whether a resolver throws or rejects', async () => {
    const { errors } = await ask('{ thing { throws rejects } }', as('MEMBER'));
    expect(errors.sort()).toEqual([
      'BAD_USER_INPUT: first must be from 1 to 200.',
      expect.stringMatching(/^UNAVAILABLE: The database is unreachable/),
    ]);
  });

  test.each([
    [new InputError('x'), { code: 'BAD_USER_INPUT' }],
    [new DecimalError('x'), { code: 'BAD_USER_INPUT' }],
    [new OverloadedError(), { code: 'OVERLOADED' }],
    [new UnavailableError(), { code: 'UNAVAILABLE' }],
    [new ReadUnavailableError(), { code: 'UNAVAILABLE' }],
    [new OutcomeUnknownError(), { code: 'OUTCOME_UNKNOWN' }],
  ])('asClientError gives %p its code', (error, extensions) => {
    expect(asClientError(error)).toMatchObject({
      message: error.message,
      extensions,
      originalError: error,
    });
  });

  test('asClientError leaves errors that are not for clients as they are, for the server to mask', () => {
    const fault = new TypeError('x is undefined');
    expect(asClientError(fault)).toBe(fault);
    expect(asClientError('thrown text')).toBe('thrown text');
  });
});
