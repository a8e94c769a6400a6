import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GatewayProcess, type GatewayClient } from '../support/gateway-process.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { __typename } }`;
const PURCHASE = `mutation ($input: PurchaseInput!) {
  purchase(input: $input) { ... on PurchasePayload { transaction { id ... on Purchase { expiresAt } } } } }`;
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
}, 120_000);
afterAll(() => gateway.discard());

async function send<T>(document: string, input: object): Promise<T> {
  const { data, errors } = await client.send<T>(document, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

test('a hold that expires while the gateway is killed is given back when it is there again', async () => {
  const opened = await send<{ openWallet: { wallet: { id: string } } }>(OPEN, {
    ...{ ownerId: 'alice', currency: 'USD' },
  });
  const walletId = opened.openWallet.wallet.id;
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  await send(DEPOSIT, { walletId, amount: usd('10.00') });
  const bought = await send<{ purchase: { transaction: { id: string; expiresAt: string } } }>(
    PURCHASE,
    { walletId, amount: usd('4.00'), expiresInSeconds: 2 },
  );
  const { id, expiresAt } = bought.purchase.transaction;
  const look = async (): Promise<Seen['transaction'] | undefined> => {
    const { data } = await client.send<Seen>(SEEN, { id });
    return data?.transaction;
  };
  expect(await look()).toMatchObject({ status: 'PENDING' });
  await gateway.end('SIGKILL');
  await delay(Math.max(0, Date.parse(expiresAt) - Date.now()));
  await gateway.start();
  for (let tries = 0; (await look())?.status === 'PENDING'; tries++) {
    if (tries > 100) throw new Error('it was not given back');
    await delay(100);
  }
  expect(await look()).toEqual({
    status: 'FAILED',
    statusReason: 'The hold expired.',
    wallet: { balance: { available: { amount: '10.00' } } },
  });
}, 120_000);
