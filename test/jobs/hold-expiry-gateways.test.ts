import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readTransactionId } from '../../src/graphql/ids.js';
import { expireHoldsNow, until } from '../support/until.js';
import { GatewayProcess, type GatewayClient } from '../support/gateway-process.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { __typename } }`;
const PURCHASE = `mutation ($input: PurchaseInput!) {
  purchase(input: $input) { ... on PurchasePayload { transaction { id } } } }`;
const SEEN = `query ($id: ID!) { transaction(id: $id) { status statusReason wallet { balance { available { amount } } } } }`;

interface Seen {
  readonly transaction: { readonly status: string; readonly wallet: unknown };
}

let gateway: GatewayProcess;
let client: GatewayClient;
beforeAll(async () => {
  gateway = await GatewayProcess.create();
  await gateway.start();
  client = await gateway.client('service', 'SERVICE');
});
afterAll(() => gateway.discard());

async function send<T>(document: string, input: object): Promise<T> {
  const { data, errors } = await client.send<T>(document, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

test('a hold that expires while the gateway is down is released when it is back', async () => {
  const opened = await send<{ openWallet: { wallet: { id: string } } }>(OPEN, {
    ...{ ownerId: 'alice', currency: 'USD' },
  });
  const walletId = opened.openWallet.wallet.id;
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  await send(DEPOSIT, { walletId, amount: usd('10.00') });
  const bought = await send<{ purchase: { transaction: { id: string } } }>(PURCHASE, {
    walletId,
    amount: usd('4.00'),
    expiresInSeconds: 3_600,
  });
  const { id } = bought.purchase.transaction;
  const look = async (): Promise<Seen['transaction'] | undefined> => {
    const { data } = await client.send<Seen>(SEEN, { id });
    return data?.transaction;
  };
  expect(await look()).toMatchObject({ status: 'PENDING' });
  await gateway.end('SIGKILL');
  // PostgreSQL outlives the gateway.
  const owner = await gateway.owner();
  await expireHoldsNow(owner, [readTransactionId(id)]);
  await owner.end();
  await gateway.start();
  await until(async () => (await look())?.status !== 'PENDING');
  expect(await look()).toEqual({
    status: 'FAILED',
    statusReason: 'The hold expired.',
    wallet: { balance: { available: { amount: '10.00' } } },
  });
});
