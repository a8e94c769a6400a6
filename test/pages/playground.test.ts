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
import { EXAMPLES, type Example } from '../../playground/examples/examples.js';
import { FilledTabs } from '../../playground/examples/filled-tabs.js';
import { SentIntents } from '../../playground/examples/keys.js';
import { PLACEHOLDERS } from '../../playground/examples/placeholders.js';
import { explanation, whyNoSchema } from '../../playground/gateway/explain.js';
import type { Facts, Wallet } from '../../playground/gateway/facts.js';
import { bareToken, describeToken } from '../../playground/gateway/token.js';

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

const wallet = (id: string, currency: string, available: string, ownerId: string): Wallet => ({
  ...{ id, ownerId, currency, name: 'main', available, spendable: available },
});

/** Viewers who see little, and much in odd digits. */
const VIEWERS: readonly Facts[] = [
  PLACEHOLDERS,
  { ...PLACEHOLDERS, own: [wallet('wal_1', 'COIN', '3', 'alice')], others: [], roles: ['MEMBER'] },
  {
    ...PLACEHOLDERS,
    own: [],
    others: [wallet('wal_1', 'KWD', '0.004', 'bob'), wallet('wal_2', 'KWD', '0.000', 'carol')],
    systemAccounts: ['EXTERNAL', 'SALES'],
  },
];
const NOBODY: Facts = {
  ...PLACEHOLDERS,
  ...{ own: [], others: [], withdrawals: [], purchases: [], systemAccounts: [], seesVat: false },
};

/** The variables of an example for a viewer; undefined if none fit. */
function variablesOf({ fit }: Example, facts: Facts): Record<string, unknown> | undefined {
  const fitting = fit?.(facts) ?? { variables: {} };
  return 'variables' in fitting ? (fitting.variables as Record<string, unknown>) : undefined;
}

describe('the examples of the playground are ready to run', () => {
  const schema = readSchema();

  test.each(EXAMPLES.map((example) => [example.name, example] as const))(
    'the example %s of the playground is valid, with the variables of any viewer',
    (_name, example) => {
      const document = parse(example.query);
      expect(validate(schema, document)).toEqual([]);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION)
        throw new Error('no operation comes first');
      for (const facts of VIEWERS) {
        const variables = variablesOf(example, facts);
        expect(variables && wrongVariables(schema, operation, variables)).toEqual(variables && []);
      }
      expect(variablesOf(example, PLACEHOLDERS)).toBeDefined();
    },
  );

  test('an example asks for no more than the wallet has, in the digits of its currency', () => {
    const amountsFor = (facts: Facts) =>
      Object.fromEntries(
        ['Transfer', 'Withdraw', 'Purchase'].map((name) => {
          const example = EXAMPLES.find((one) => one.name === name);
          const variables = example && variablesOf(example, facts);
          return [name, (variables?.['input'] as { amount?: object } | undefined)?.amount];
        }),
      );
    const [, member, admin] = VIEWERS.map(amountsFor);
    const coin = (amount: string) => ({ amount, currency: 'COIN' });
    const dinar = { amount: '0.004', currency: 'KWD' };
    expect(member).toEqual({ Transfer: undefined, Withdraw: coin('2'), Purchase: coin('3') });
    expect(admin).toEqual({ Transfer: dinar, Withdraw: dinar, Purchase: dinar });
  });

  test('an example for which nothing fits says what to do first', () => {
    const missing = EXAMPLES.flatMap(({ name, fit }) => {
      const fitting = fit?.(NOBODY);
      return fitting && 'missing' in fitting ? [[name, fitting.missing] as const] : [];
    });
    expect(missing.map(([name]) => name)).toEqual([
      'Deposit',
      'Transfer',
      'Withdraw',
      'Approve',
      'Follow',
      'Purchase',
      'Refund',
      'Post',
    ]);
    for (const [, words] of missing) expect(words).toMatch(/ first(,| |\.)/);
  });
});

describe('the playground fills in what the user has not edited', () => {
  const alice = {
    ...PLACEHOLDERS,
    roles: ['MEMBER'],
    own: [wallet('wal_1', 'USD', '9.00', 'alice')],
  };
  const bob = { ...alice, id: 'bob', own: [wallet('wal_2', 'USD', '9.00', 'bob')] };
  const stored = () => {
    let kept: string | null = null;
    return { read: () => kept, write: (text: string) => void (kept = text) };
  };
  const textOf = (tabs: FilledTabs, name: string): string =>
    tabs.tabs()[EXAMPLES.findIndex((one) => one.name === name)]?.variables ?? '';

  test('a tab follows the viewer, and keeps its text and key for the same viewer', () => {
    const tabs = new FilledTabs(stored());
    const first = tabs.fill('Withdraw', textOf(tabs, 'Withdraw'), alice) ?? '';
    expect(first).toContain('wal_1');
    expect(tabs.fill('Withdraw', first, { ...alice })).toBeUndefined();
    const second = tabs.fill('Withdraw', first, bob) ?? '';
    expect(second).toContain('wal_2');
    const key = (text: string) => /withdrawal-[0-9a-f]{16}/.exec(text)?.[0];
    expect(key(second)).not.toBe(key(first));
    expect(key(tabs.renew('Withdraw', second, bob) ?? '')).not.toBe(key(second));
  });

  test('a text that the user has edited stays', () => {
    const tabs = new FilledTabs(stored());
    const text = tabs.fill('Withdraw', textOf(tabs, 'Withdraw'), alice) ?? '';
    const edited = text.replace('2.00', '2.50');
    expect(edited).not.toBe(text);
    expect(tabs.fill('Withdraw', edited, bob)).toBeUndefined();
    expect(tabs.renew('Withdraw', edited, bob)).toBeUndefined();
  });

  test('variables of another viewer make room for placeholders if nothing fits', () => {
    const tabs = new FilledTabs(stored());
    const text = tabs.fill('Withdraw', textOf(tabs, 'Withdraw'), alice) ?? '';
    const blank = tabs.fill('Withdraw', text, { ...bob, own: [] }) ?? '';
    expect(blank).toContain('wal_…');
    expect(tabs.fill('Withdraw', blank, { ...bob, own: [] })).toBeUndefined();
    expect(tabs.fill('Withdraw', blank, bob)).toContain('wal_2');
  });

  test('after a reload the page knows its own texts, and survives a note that is not its own', () => {
    const note = stored();
    const before = new FilledTabs(note);
    const text = before.fill('Withdraw', textOf(before, 'Withdraw'), alice) ?? '';
    expect(new FilledTabs(note).fill('Withdraw', text, alice)).toBeUndefined();
    expect(new FilledTabs(note).fill('Withdraw', text, bob)).toContain('wal_2');
    for (const text of ['{', 'null', '[]'])
      expect(
        textOf(new FilledTabs({ read: () => text, write: () => undefined }), 'Withdraw'),
      ).toContain('wal_…');
  });
});

describe('the playground sends an intent under one key', () => {
  const key = `deposit-${'0'.repeat(16)}`;

  test('the same input goes out again under the same key', () => {
    const sent = new SentIntents();
    expect(sent.keyFor(key, 'alice', { amount: '1' })).toBe(key);
    expect(sent.keyFor(key, 'alice', { amount: '1' })).toBe(key);
  });

  test('another input gets a new key, and keeps that one', () => {
    const sent = new SentIntents();
    sent.keyFor(key, 'alice', { amount: '1' });
    const next = sent.keyFor(key, 'alice', { amount: '2' });
    expect(next).toMatch(/^deposit-[0-9a-f]{16}$/);
    expect(next).not.toBe(key);
    expect(sent.keyFor(next, 'alice', { amount: '2' })).toBe(next);
  });

  test('a key that the user has typed stays, and another caller has keys of their own', () => {
    const sent = new SentIntents();
    sent.keyFor('dinner-0412', 'alice', { amount: '1' });
    expect(sent.keyFor('dinner-0412', 'alice', { amount: '2' })).toBe('dinner-0412');
    sent.keyFor(key, 'alice', { amount: '1' });
    expect(sent.keyFor(key, 'bob', { amount: '2' })).toBe(key);
  });
});

describe('the playground says in words why it cannot explore', () => {
  const error = (code: string) => ({ message: 'The words of the gateway.', extensions: { code } });

  test.each([
    ['GRAPHQL_VALIDATION_FAILED', /does not show its schema here, as in production/],
    ['UNAUTHENTICATED', /does not show its schema here, as in production/],
    ['DOCUMENT_NOT_TRUSTED', /TRUSTED_DOCUMENTS=only.*cannot explore it.*documents add/],
    ['OVERLOADED', /did not show its schema: The words of the gateway\./],
  ])('the playground explains a schema that is refused with %s', (code, words) => {
    expect(whyNoSchema([error(code)])).toMatch(words);
  });

  test('the playground explains a document that is not trusted, and leaves other errors alone', () => {
    expect(explanation(error('DOCUMENT_NOT_TRUSTED'))).toMatch(/TRUSTED_DOCUMENTS=only/);
    expect(explanation(error('FORBIDDEN'))).toBeUndefined();
    expect(explanation({ message: 'no code' })).toBeUndefined();
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
