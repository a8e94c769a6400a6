import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { type Asker, askers, moneyInput, type AnswerFields } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);
const [ann, ben] = [member('ann'), member('ben')];

const METADATA = { purpose: 'rent', note: 'he is always late' };
type Seen = AnswerFields & { readonly metadata: unknown };

let from: string;
let to: string;
beforeAll(async () => {
  from = await wallet('ann', '100');
  to = await wallet('ben');
});

const transfer = (more: object = {}) => ({
  ...{ fromWalletId: from, toWalletId: to, amount: moneyInput('1') },
  ...{ reference: 'r', description: 'd', metadata: METADATA, ...more },
});
const send = async (more: object = {}): Promise<string> =>
  (await ann.send('Transfer', transfer(more))).transaction.id;

/** The transaction's metadata, by each way to it. */
async function metadataFor(viewer: Asker, id: string): Promise<unknown[]> {
  const one = (await viewer.run(
    'query ($id: ID!) { transaction(id: $id) { metadata reference description } }',
    { id },
  )) as Seen;
  const node = (await viewer.run(
    'query ($id: ID!) { node(id: $id) { ... on Transaction { metadata } } }',
    { id },
  )) as Seen;
  const list = await viewer.run(
    '{ transactions(first: 50) { edges { node { id metadata entries { transaction { metadata } } } } } }',
  );
  const edge = list.edges.find((item) => item.node.id === id)?.node as Seen;
  const entries = edge.entries as unknown as { transaction: Seen }[];
  expect(one).toMatchObject({ reference: 'r', description: 'd' });
  return [one, node, edge, ...entries.map((entry) => entry.transaction)].map(
    (seen) => seen.metadata,
  );
}

async function expectMetadata(viewer: Asker, id: string, expected: unknown): Promise<void> {
  const seen = await metadataFor(viewer, id);
  expect(seen.length).toBeGreaterThan(3);
  for (const one of seen) expect(one).toEqual(expected);
}

describe('the receiver of a transfer reads its metadata only if the sender shared it', () => {
  test('metadata that is not shared is empty for the receiver alone', async () => {
    const id = await send();
    for (const viewer of [ann, admin, cashier, auditor, service])
      await expectMetadata(viewer, id, METADATA);
    await expectMetadata(ben, id, {});
  });

  test('metadata that is shared is the same for both', async () => {
    const id = await send({ shareMetadata: true });
    for (const viewer of [ann, ben, service]) await expectMetadata(viewer, id, METADATA);
  });

  test('each line of transferMany is shared by itself', async () => {
    const inputs = [transfer({ shareMetadata: true }), transfer({ shareMetadata: null })];
    const { done } = await ann.send('TransferMany', { inputs });
    const [shared, kept] = done.map(({ transaction }) => transaction.id);
    await expectMetadata(ben, shared ?? '', METADATA);
    await expectMetadata(ben, kept ?? '', {});
  });

  test('the reversal of a transfer shows none of it, and leads to the original as its viewer sees it', async () => {
    const id = await send();
    const back = await admin.send('ReverseTransaction', { transactionId: id, reason });
    const query = `query ($id: ID!) { transaction(id: $id) {
      metadata ... on Reversal { original { metadata } } } }`;
    const seen = (viewer: Asker) => viewer.run(query, { id: back.transaction.id });
    expect(await seen(ben)).toEqual({ metadata: {}, original: { metadata: {} } });
    expect(await seen(ann)).toEqual({ metadata: {}, original: { metadata: METADATA } });
  });

  test('shareMetadata belongs to the input of a key, and absent, null and false are the same', async () => {
    const idempotencyKey = 'shared or not';
    const again = async (more: object) =>
      (await ann.send('Transfer', transfer({ idempotencyKey, ...more }))) as unknown as object;
    await again({});
    for (const more of [{ shareMetadata: null }, { shareMetadata: false }])
      expect(await again(more)).toMatchObject({ __typename: 'TransferPayload', replayed: true });
    expect(await again({ shareMetadata: true })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
  });
});

test('onlyIfPending belongs to the input of a key, and absent, null and false are the same', async () => {
  const walletId = await wallet('late');
  for (const [begin, fail] of [
    ['InitiateDeposit', 'FailDeposit'],
    ['Purchase', 'FailPurchase'],
  ] as const) {
    await service.send('Deposit', { walletId, amount: moneyInput('5') });
    const made = await service.send(begin, { walletId, amount: moneyInput('5') });
    const input = { transactionId: made.transaction.id, reason, idempotencyKey: `${fail} once` };
    const again = async (more: object) =>
      (await service.send(fail, { ...input, ...more })) as unknown as object;
    await again({});
    for (const more of [{ onlyIfPending: null }, { onlyIfPending: false }])
      expect(await again(more)).toMatchObject({ __typename: `${fail}Payload`, replayed: true });
    expect(await again({ onlyIfPending: true })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
  }
});
