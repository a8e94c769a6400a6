import { beforeAll, describe, expect, test } from '@jest/globals';
import { pageRequestOf, type PageArguments } from '../../src/reader/pages/page.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';

const at = useBook();
const { service, admin, wallet } = askers(() => at.gateway.book);

describe('the arguments of a page say which part of a list is read', () => {
  const [forwards, backwards] = [{ backwards: false }, { backwards: true }];

  test.each<[PageArguments, object]>([
    [{}, { ...forwards, size: 20 }],
    [{ first: 5 }, { ...forwards, size: 5 }],
    [
      { first: 5, after: 'c' },
      { ...forwards, size: 5, cursor: 'c' },
    ],
    [{ after: 'c' }, { ...forwards, size: 20, cursor: 'c' }],
    [{ last: 5 }, { ...backwards, size: 5 }],
    [
      { last: 5, before: 'c' },
      { ...backwards, size: 5, cursor: 'c' },
    ],
    [{ before: 'c' }, { ...backwards, size: 20, cursor: 'c' }],
    // Relay's loadPrevious, with null and with a default for `first`.
    [
      { first: null, after: null, last: 5, before: 'c' },
      { ...backwards, size: 5, cursor: 'c' },
    ],
    [
      { first: 20, after: null, last: 5, before: 'c' },
      { ...backwards, size: 5, cursor: 'c' },
    ],
    // Relay's loadNext, the same for `last`.
    [
      { first: 5, after: 'c', last: null, before: null },
      { ...forwards, size: 5, cursor: 'c' },
    ],
    [
      { first: 5, after: 'c', last: 20, before: null },
      { ...forwards, size: 5, cursor: 'c' },
    ],
    // Relay's first page, if both have defaults.
    [
      { first: 20, after: null, last: 10, before: null },
      { ...forwards, size: 20 },
    ],
  ])('%j is read as %j', (page, request) => {
    expect(pageRequestOf(page)).toEqual({ cursor: undefined, ...request });
  });

  test.each<[PageArguments, string]>([
    [{ first: 0 }, 'first must be from 1 to 200.'],
    [{ first: 201 }, 'first must be from 1 to 200.'],
    [{ last: 0 }, 'last must be from 1 to 200.'],
    [{ first: 5, last: -1 }, 'last must be from 1 to 200.'],
    [{ first: 0, last: 5, before: 'c' }, 'first must be from 1 to 200.'],
    [
      { after: 'c', before: 'd' },
      'after and before cannot be used together: use after with first, or before with last.',
    ],
    [
      { first: 5, before: 'c' },
      'This pair of arguments does not fit: use after with first, or before with last.',
    ],
    [
      { last: 5, after: 'c' },
      'This pair of arguments does not fit: use after with first, or before with last.',
    ],
  ])('%j is refused: %s', (page, message) => {
    expect(() => pageRequestOf(page)).toThrow(message);
  });
});

describe('every list reads back from a cursor although first is given, and on from one although last is', () => {
  const PAGE = 'first: $first, after: $after, last: $last, before: $before';
  const LIST = '{ edges { cursor } pageInfo { hasNextPage hasPreviousPage } }';
  const ofWallet = (field: string) => `wallet(id: $id) { list: ${field} ${LIST} }`;
  let id: string;

  beforeAll(async () => {
    id = await wallet('ann');
    for (let paid = 0; paid < 8; paid++)
      await service.send('Deposit', { walletId: id, amount: moneyInput('1') });
    for (let opened = 0; opened < 8; opened++)
      await service.send('OpenWallet', { ownerId: 'ben', currency: 'USD', name: `no-${opened}` });
  });

  test.each([
    ['Wallet.entries', ofWallet(`entries(${PAGE})`)],
    ['Wallet.history', ofWallet(`history(${PAGE})`)],
    ['Wallet.history by effect', ofWallet(`history(orderBy: EFFECTIVE_AT, ${PAGE})`)],
    ['Wallet.transactions', ofWallet(`transactions(${PAGE})`)],
    [
      'BalancePart.transactions',
      `wallet(id: $id) { explain { parts { list: transactions(${PAGE}) ${LIST} } } }`,
    ],
    [
      'Query.transactions',
      `list: transactions(filter: { walletId: $id }, ${PAGE}) ${LIST} wallet(id: $id) { id }`,
    ],
    [
      'Query.wallets',
      `list: wallets(filter: { ownerId: "ben" }, ${PAGE}) ${LIST} node(id: $id) { id }`,
    ],
  ])('%s', async (_, selection) => {
    const query = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { ${selection} }`;
    const read = async (page: PageArguments) => {
      const { data, errors } = await admin.ask(query, { id, ...page });
      expect(errors).toEqual([]);
      const { edges, pageInfo } = listIn(data);
      const cursors = edges.map(({ cursor }) => cursor);
      return { cursors, answer: { places: cursors.map(placeOf), ...pageInfo } };
    };
    const { cursors: all } = await read({ first: 200 });
    expect(all).toHaveLength(8);
    const places = all.map(placeOf);
    const around = { hasNextPage: true, hasPreviousPage: true };
    expect((await read({ first: 4, last: 2, before: all[6]! })).answer).toEqual({
      places: places.slice(4, 6),
      ...around,
    });
    expect((await read({ first: 3, after: all[1]!, last: 1 })).answer).toEqual({
      places: places.slice(2, 5),
      ...around,
    });
    expect((await read({ first: 3, last: 2 })).answer).toEqual({
      places: places.slice(0, 3),
      hasNextPage: true,
      hasPreviousPage: false,
    });
  });
});

interface List {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

/** The place in the list that a cursor names. Some also say what was not visible yet when they were given. */
function placeOf(cursor: string): unknown[] {
  return (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]).slice(0, 3);
}

/** The one thing in an answer that is called `list`. */
function listIn(answer: unknown): List {
  if (typeof answer !== 'object' || answer === null) throw new Error('the answer has no list');
  const below = Object.entries(answer).find(
    ([, value]) => typeof value === 'object',
  )?.[1] as unknown;
  return 'list' in answer ? (answer.list as List) : listIn(below);
}
