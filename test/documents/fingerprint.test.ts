import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { fingerprintOf } from '../../src/documents/fingerprint.js';

const of = (text: string): string => fingerprintOf(parse(text));

const WALLET =
  'query Wallet($id: ID!) { wallet(id: $id) { id ...Rest } } fragment Rest on Wallet { status }';

describe('documents that ask for the same have one fingerprint', () => {
  test.each([
    [
      'white space, commas and comments',
      `# of the app
       query Wallet($id: ID!,) {
         wallet(id: $id) { id, ...Rest } # all of it
       }
       fragment Rest on Wallet { status }`,
    ],
    [
      'the order of its definitions',
      'fragment Rest on Wallet { status } query Wallet($id: ID!) { wallet(id: $id) { id ...Rest } }',
    ],
    [
      'a __typename in each selection, as normalised caches add it',
      `query Wallet($id: ID!) { __typename wallet(id: $id) { id ...Rest __typename } }
       fragment Rest on Wallet { __typename status __typename }`,
    ],
  ])('%s do not matter', (_, text) => {
    expect(of(text)).toBe(of(WALLET));
  });

  test('a selection of nothing but __typename is kept', () => {
    expect(of('{ viewer { __typename } }')).toBe(of('{ viewer { __typename __typename } }'));
    expect(of('{ viewer { __typename } }')).not.toBe(of('{ viewer { id } }'));
  });
});

describe('documents that ask for something else have another fingerprint', () => {
  test.each([
    ['a further field', WALLET.replace('status', 'status name')],
    ['a field less', WALLET.replace('id ...Rest', '...Rest')],
    ['the order of fields', WALLET.replace('id ...Rest', '...Rest id')],
    ['an alias', WALLET.replace('status', 'state: status')],
    ['an alias of __typename', WALLET.replace('status', 'status kind: __typename')],
    ['a directive on __typename', WALLET.replace('status', 'status __typename @skip(if: $no)')],
    ['another name of the operation', WALLET.replace('query Wallet', 'query Other')],
    ['another default', WALLET.replace('$id: ID!', '$id: ID! = "wal_1"')],
    ['a literal for a variable', WALLET.replace('id: $id)', 'id: "wal_1")')],
    ['a space inside a string', '{ wallet(id: "wal_1 ") { id } }'],
    ['another kind of operation', 'subscription { wallet { id } }'],
    ['a further operation', `${WALLET} query More { viewer { id } }`],
  ])('%s matters', (_, text) => {
    expect(of(text)).not.toBe(of(WALLET));
    expect(of(text)).not.toBe(of('{ wallet(id: "wal_1") { id } }'));
    expect(of(text)).not.toBe(of('{ wallet { id } }'));
  });
});
