import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { Asker } from '../support/graphql.js';

const at = useBook();
const book = () => at.gateway.book;
const member = (id: string) => new Asker(book, { id, roles: ['MEMBER'] });
const admin = new Asker(book, { id: 'an admin', roles: ['ADMIN'] });
const service = new Asker(book, { id: 'a program', roles: ['SERVICE'] });

const OPEN = `mutation ($input: OpenWalletInput!) { openWallet(input: $input) {
  __typename ... on OpenWalletPayload { replayed wallet { id name metadata metadataChangedBy metadataChangedAt } }
  ... on UserError { code } } }`;

type Opened = Record<string, unknown> & { wallet: { id: string; metadata: unknown } };

async function open(by: Asker, ownerId: string, more: object = {}): Promise<Opened> {
  const input = { ownerId, currency: 'USD', idempotencyKey: randomUUID(), ...more };
  const { data, errors } = await by.ask(OPEN, { input });
  expect(errors).toEqual([]);
  return data['openWallet'] as unknown as Opened;
}

async function list(by: Asker, filter: object): Promise<string[]> {
  const document = `query ($filter: WalletFilter) { wallets(filter: $filter, first: 200) { edges { node { name } } } }`;
  const { data, errors } = await by.ask(document, { filter });
  expect(errors).toEqual([]);
  const { edges } = data['wallets'] as unknown as { edges: { node: { name: string } }[] };
  return edges.map(({ node }) => node.name).sort();
}

test('an owner opens several wallets in a currency, and the one without a name is main', async () => {
  const metadata = { goal: 'house', price: 12.5, rooms: ['kitchen'] };
  const main = await open(member('ann'), 'ann');
  const savings = await open(member('ann'), 'ann', { name: 'savings', metadata });
  expect(main).toMatchObject({ replayed: false, wallet: { name: 'main', metadata: {} } });
  expect(savings).toMatchObject({
    replayed: false,
    wallet: { name: 'savings', metadata, metadataChangedBy: null, metadataChangedAt: null },
  });
  const again = await open(member('ann'), 'ann', { name: 'savings', metadata: { other: 1 } });
  expect(again).toMatchObject({ replayed: true, wallet: { id: savings.wallet.id, metadata } });
  expect(await open(member('ann'), 'ann', { name: 'main' })).toMatchObject({
    ...{ replayed: true, wallet: { id: main.wallet.id } },
  });
  const { data } = await member('ann').ask('{ viewer { wallets { name currency } } }');
  expect(data['viewer']).toEqual({
    wallets: [
      { name: 'main', currency: 'USD' },
      { name: 'savings', currency: 'USD' },
    ],
  });
});

test.each(['', '-a', 'A', 'a b', 'a_b', 'é', 'main\n', 'x'.repeat(41)])(
  'openWallet and the filter refuse the name %j, and say what a name can be',
  async (name) => {
    const input = { ownerId: 'ann', currency: 'USD', name, idempotencyKey: randomUUID() };
    const { errors } = await member('ann').ask(OPEN, { input });
    expect(errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringMatching(
        /^name cannot be .*It must have 1 to 40 characters from a to z/s,
      ),
    });
    const codes = await admin.codes(
      'query ($filter: WalletFilter) { wallets(filter: $filter) { edges { cursor } } }',
      { filter: { name } },
    );
    expect(codes).toEqual(['BAD_USER_INPUT']);
  },
);

test('the name of 40 characters and that of one are accepted by the API and by the book', async () => {
  for (const name of ['x'.repeat(40), '0', 'a-', 'shop-7'])
    expect(await open(service, 'shops', { name })).toMatchObject({ wallet: { name } });
});

describe('setWalletMetadata', () => {
  test('its answer, a query and a replay show the metadata, and who replaced them only to staff and to who did', async () => {
    const { wallet } = await open(member('cleo'), 'cleo', { metadata: { old: true } });
    const set = (by: Asker, metadata: object, idempotencyKey: string = randomUUID()) =>
      by.send('SetWalletMetadata', { walletId: wallet.id, metadata, idempotencyKey });
    const key = randomUUID();
    expect(await set(member('cleo'), { shop: '7' }, key)).toMatchObject({
      replayed: false,
      wallet: { metadata: { shop: '7' }, metadataChangedBy: 'cleo' },
    });
    expect(await set(admin, { shop: '8' })).toMatchObject({
      wallet: { metadata: { shop: '8' }, metadataChangedBy: 'an admin' },
    });
    const document =
      'query ($id: ID!) { wallet(id: $id) { metadata metadataChangedBy metadataChangedAt } }';
    const shown = async (by: Asker) => (await by.ask(document, { id: wallet.id })).data['wallet'];
    const metadata = { shop: '8' };
    const at = expect.stringMatching(/Z$/);
    expect([await shown(member('cleo')), await shown(admin)]).toEqual([
      { metadata, metadataChangedBy: null, metadataChangedAt: at },
      { metadata, metadataChangedBy: 'an admin', metadataChangedAt: at },
    ]);
    expect(await set(member('cleo'), { shop: '7' }, key)).toMatchObject({
      ...{ replayed: true, wallet: { metadata } },
    });
  });

  test('it takes 16 KiB and no more', async () => {
    const { wallet } = await open(member('dora'), 'dora');
    const frame = JSON.stringify({ text: '' }).length;
    const input = (length: number) => ({
      ...{ walletId: wallet.id, idempotencyKey: randomUUID() },
      metadata: { text: 'x'.repeat(length - frame) },
    });
    expect(await member('dora').send('SetWalletMetadata', input(16_384))).toMatchObject({
      __typename: 'WalletPayload',
    });
    const document =
      'mutation ($input: SetWalletMetadataInput!) { setWalletMetadata(input: $input) { __typename } }';
    expect(await member('dora').codes(document, { input: input(16_385) })).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});

test('wallets are found by name and by what their metadata contain, and a member finds their own', async () => {
  const bike = { goal: 'bicycle', tags: ['red', 'fast'] };
  await open(service, 'eve', { name: 'bike', metadata: bike });
  await open(service, 'eve', { name: 'boat', metadata: { goal: 'boat', n: { deep: [1, 2] } } });
  await open(service, 'eve', { name: 'bare' });
  await open(service, 'fay', { name: 'bike', metadata: bike });
  expect(await list(admin, { name: 'bike' })).toEqual(['bike', 'bike']);
  expect(await list(admin, { metadata: { goal: 'bicycle' } })).toEqual(['bike', 'bike']);
  expect(await list(admin, { metadata: { tags: ['fast'] }, ownerId: 'eve' })).toEqual(['bike']);
  expect(await list(admin, { metadata: { n: { deep: [2] } } })).toEqual(['boat']);
  expect(await list(admin, { metadata: { goal: 'bic' } })).toEqual([]);
  for (const metadata of [{}, { goal: {} }, { tags: [[]] }])
    expect(
      await admin.codes('query ($f: WalletFilter) { wallets(filter: $f) { edges { cursor } } }', {
        f: { metadata, ownerId: 'eve' },
      }),
    ).toEqual(['BAD_USER_INPUT']);
  expect(await list(member('eve'), { name: 'bike' })).toEqual(['bike']);
  expect(await list(member('eve'), { metadata: { goal: 'bicycle' } })).toEqual(['bike']);
  expect(await list(member('gil'), { metadata: { goal: 'bicycle' } })).toEqual([]);
});

test('Viewer.wallets says that there are too many for one list', async () => {
  await Promise.all(
    Array.from({ length: 201 }, (_, n) => open(service, 'mall', { name: `shop-${n}` })),
  );
  const { errors } = await member('mall').ask('{ viewer { wallets { id } } }');
  expect(errors[0]).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
    message: expect.stringMatching(
      /^There are more than 200 wallets of this owner\. Read them in pages/,
    ),
  });
});
