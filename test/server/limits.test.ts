import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer, tokenFor } from '../support/http-server.js';

let gateway: TestServer;
let authorization: string;
beforeAll(async () => {
  gateway = await startTestServer();
  authorization = `Bearer ${await tokenFor('alice', 'MEMBER')}`;
});
afterAll(() => gateway.server.close());

const repeat = (n: number, text: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');
const nest = (n: number, open: string, inside: string, close = '}') =>
  open.repeat(n) + inside + close.repeat(n);

/** Fragments that each spread the next one twice: 2^n selections in n lines. */
const bomb = (n: number) =>
  `{ wallet(id: 1) { ...F0 } } ${repeat(n, (i) => `fragment F${i} on Wallet { ...F${i + 1} ...F${i + 1} }`)}
   fragment F${n} on Wallet { id }`;
const unusedBomb = (n: number) => bomb(n).replace('...F0', 'id');

const circle = (n: number) =>
  `{ wallet(id: 1) { ...F0 } } ${repeat(n, (i) => `fragment F${i} on Wallet { ${repeat(n, (j) => `...F${j}`)} }`)}`;

const hostile: [string, string, string | RegExp][] = [
  [
    'fields nested deep',
    `{ wallet(id: 1) ${nest(15, '{ parent ', '{ id }')} }`,
    'DOCUMENT_TOO_COMPLEX',
  ],
  [
    'fields nested through fragments',
    `{ wallet(id: 1) { ...F0 } } ${repeat(16, (i) => `fragment F${i} on Wallet { parent { ...F${i + 1} } }`)} fragment F16 on Wallet { id }`,
    'DOCUMENT_TOO_COMPLEX',
  ],
  ['51 aliases', `{ wallet(id: 1) { ${repeat(51, (i) => `a${i}: id`)} } }`, 'DOCUMENT_TOO_COMPLEX'],
  [
    'aliases through a fragment',
    `{ a: wallet(id: 1) { ...F parent { ...F } } } fragment F on Wallet { ${repeat(26, (i) => `a${i}: id`)} }`,
    'DOCUMENT_TOO_COMPLEX',
  ],
  ['21 root fields', `{ ${repeat(21, () => 'me')} }`, 'DOCUMENT_TOO_COMPLEX'],
  ['21 operations', repeat(21, (i) => `query Q${i} { me }`), 'DOCUMENT_TOO_COMPLEX'],
  [
    'one field 490 times',
    `{ wallet(id: 1) { ${repeat(490, () => 'parent { id }')} } }`,
    'DOCUMENT_TOO_COMPLEX',
  ],
  [
    'one field 51 times in two places',
    `{ a: wallet(id: 1) { ${repeat(26, () => 'parent { id }')} } a: wallet(id: 1) { ${repeat(26, () => 'parent { id }')} } }`,
    'DOCUMENT_TOO_COMPLEX',
  ],
  ['a fragment bomb', bomb(60), 'DOCUMENT_TOO_COMPLEX'],
  ['a fragment bomb that is not used', unusedBomb(60), 'DOCUMENT_TOO_COMPLEX'],
  ['fragments in a circle', circle(5), 'GRAPHQL_VALIDATION_FAILED'],
  ['many fragments in a circle', circle(20), 'DOCUMENT_TOO_COMPLEX'],
  [
    'a page of pages',
    '{ wallets(first: 200) { edges { node { friends(last: 200) { edges { node { id } } } } } } }',
    'DOCUMENT_TOO_COMPLEX',
  ],
  [
    'pages within a fragment',
    '{ wallets(first: 200) { edges { node { ...F } } } } fragment F on Wallet { friends(first: 200) { edges { node { id } } } }',
    'DOCUMENT_TOO_COMPLEX',
  ],
  ['2,000 tokens and more', `{ ${repeat(2000, () => 'me')} }`, 'DOCUMENT_TOO_LARGE'],
  [
    '1,000 directives',
    `{ me ${repeat(250, () => '@include(if: true)')} }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a thousand unknown fields',
    `{ wallet(id: 1) { ${repeat(900, (i) => `f${i}`)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a list in lists',
    `{ echo(nested: { list: ${nest(900, '[', '', ']')} }) }`,
    'DOCUMENT_TOO_COMPLEX',
  ],
  ['deep objects', `{ echo(nested: ${nest(450, '{inner:', '1')}) }`, 'DOCUMENT_TOO_COMPLEX'],
  ['an unterminated string', '{ echo(text: "abc) }', 'GRAPHQL_PARSE_FAILED'],
  [
    'an unterminated block string',
    `{ echo(text: """${'x'.repeat(50_000)}) }`,
    'GRAPHQL_PARSE_FAILED',
  ],
  ['nothing but brackets', '{'.repeat(1_900), 'DOCUMENT_TOO_COMPLEX'],
  ['a document without an end', '#'.repeat(200_000), 'GRAPHQL_PARSE_FAILED'],
  ['a very long name', `{ ${'x'.repeat(200_000)} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['a subscription', 'subscription { ticks }', 'OPERATION_NOT_SUPPORTED'],
  ['an empty document', '', 'BAD_REQUEST'],
  ['only a fragment', 'fragment F on Query { me }', /GRAPHQL_VALIDATION_FAILED|OPERATION/],
  ['a type definition', 'type Query { me: String }', 'GRAPHQL_VALIDATION_FAILED'],
];

const isRefusal = (answer: { status: number; data?: unknown; errors?: unknown }) => {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.data).toBeUndefined();
  expect(JSON.stringify(answer.errors)).not.toMatch(/stacktrace|node_modules|\.ts:/);
};

describe('the gateway refuses hostile documents', () => {
  test.each(hostile)('the gateway refuses a hostile document: %s', async (_, document, code) => {
    const answer = await gateway.graphql(document);
    isRefusal(answer);
    expect(answer.code).toEqual(typeof code === 'string' ? code : expect.stringMatching(code));
  });
});

describe('the gateway answers documents within the limits', () => {
  test.each([
    ['15 deep', `{ wallet(id: 1) ${nest(13, '{ parent ', '{ id }')} }`],
    ['with 50 aliases', `{ wallet(id: 1) { ${repeat(50, (i) => `a${i}: id`)} } }`],
    ['with 20 root fields', `{ ${repeat(20, () => 'me')} }`],
    ['with one field 50 times', `{ wallet(id: 1) { ${repeat(50, () => 'parent { id }')} } }`],
    [
      'with a fragment used often',
      `{ wallet(id: 1) { ...A parent { ...A } } } fragment A on Wallet { id ...B } fragment B on Wallet { amount }`,
    ],
    ['for a page of 200', '{ wallets(first: 200) { edges { node { id amount parent { id } } } } }'],
  ])('the gateway answers a document %s', async (_, document) => {
    const { status, errors } = await gateway.graphql(document);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  });

  test('a page size in a variable counts with its value', async () => {
    const document = `query ($n: Int) { wallets(first: $n) { edges { node {
      friends(first: $n) { edges { node { id } } } } } } }`;
    expect(await gateway.graphql(document, { variables: { n: 20 } })).toMatchObject({
      status: 200,
    });
    const answer = await gateway.graphql(document, { variables: { n: 200 } });
    isRefusal(answer);
    expect(answer.code).toBe('DOCUMENT_TOO_COMPLEX');
    const wrong = await gateway.graphql(document, { variables: { n: 'many' } });
    expect(wrong).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });
});

describe('the gateway limits variables', () => {
  const document = 'query ($n: Nested) { echo(nested: $n, text: "x") }';
  const deep = (levels: number) => JSON.parse(nest(levels, '{"inner":', '{}')) as unknown;

  test('variables may nest up to the limit and no deeper', async () => {
    expect(await gateway.graphql(document, { variables: { n: deep(19) } })).toMatchObject({
      status: 200,
    });
    const answer = await gateway.graphql(document, { variables: { n: deep(20) } });
    isRefusal(answer);
    expect(answer.code).toBe('DOCUMENT_TOO_COMPLEX');
  });

  test('variables that nest twenty thousand deep are refused as well', async () => {
    const body = `{"query":${JSON.stringify(document)},"variables":{"n":${nest(20_000, '{"inner":', '{}')}}}`;
    const response = await gateway.post(body, { authorization });
    isRefusal({ status: response.status, ...((await response.json()) as object) });
  });

  test('variables that are wrong in 5,000 places report only a few errors', async () => {
    const answer = await gateway.graphql(document, {
      variables: { n: { list: Array.from({ length: 5_000 }, () => 7) } },
    });
    isRefusal(answer);
    expect(answer.errors?.length).toBeLessThan(60);
  });

  test.each(['__proto__', 'constructor'])('variables named %s change nothing', async (name) => {
    const inside = name === '__proto__' ? '{"polluted":1}' : '{"prototype":{"polluted":1}}';
    const response = await gateway.post(`{"query":"{ me }","variables":{"${name}":${inside}}}`, {
      authorization,
    });
    expect(response.status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('a flood of hostile documents does not stop the gateway', () => {
  const answersPlainly = async () => {
    expect(await gateway.graphql('{ me }')).toMatchObject({ status: 200, data: { me: 'alice' } });
  };

  test('a flood of hostile documents is refused, and others are answered meanwhile and after', async () => {
    await answersPlainly();
    // Each is a little different, so that no cache helps.
    const flood = hostile.flatMap(([, document]) =>
      [0, 1, 2, 3].map((i) => gateway.graphql(document === '' ? '' : `${document}\n#${i}`)),
    );
    await answersPlainly();
    for (const answer of await Promise.all(flood)) isRefusal(answer);
    await answersPlainly();
  });

  test('a hostile document costs at most a few hundred times as much as a plain one', async () => {
    // The time of the processor for a document, which does not grow on a machine that is busy with
    // something else.
    const cost = async (document: string) => {
      const before = process.cpuUsage();
      await gateway.graphql(document);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const costs = [];
    for (let i = 0; i < 20; i += 1) costs.push(await cost(`{ me } # ${i}`));
    const plain = costs.sort((a, b) => a - b)[10]!;
    for (const [name, document] of hostile) {
      const attempts = [];
      for (let i = 0; i < 3; i += 1) attempts.push(await cost(`${document} # ${i}`));
      // A bomb that goes off takes years, so a generous bound separates the two on any machine.
      expect({ name, tooDear: Math.min(...attempts) > 300 * plain }).toEqual({
        name,
        tooDear: false,
      });
    }
  });
});
