import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { signToken } from '../../src/auth/sign.js';
import { SECRET, type GatewayClient, type GatewayProcess } from '../support/gateway-process.js';

/** Opens a wallet that has 100.00 USD at version 1. @returns its id */
export async function openWallet(staff: GatewayClient, ownerId: string): Promise<string> {
  const { openWallet } = await staff.ask<{ openWallet: { wallet: { id: string } } }>(
    `mutation ($input: OpenWalletInput!) {
      openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`,
    { input: { ownerId, currency: 'USD', idempotencyKey: randomUUID() } },
  );
  await depositInto(staff, openWallet.wallet.id, '100.00');
  return openWallet.wallet.id;
}

export async function depositInto(
  staff: GatewayClient,
  walletId: string,
  amount: string,
): Promise<void> {
  const money = { amount, currency: 'USD' };
  const { deposit } = await staff.ask<{ deposit: { __typename: string } }>(
    'mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }',
    { input: { walletId, amount: money, idempotencyKey: randomUUID() } },
  );
  assert.equal(deposit.__typename, 'DepositPayload');
}

/**
 * Lets a program of examples/clients pay three times from a new wallet: at first, again under the same key, and more than the
 * wallet has. Compares what it prints with what the gateway did.
 * @param command the program, which gets payer, receiver, amount and key, and ONEBOOK_URL and ONEBOOK_TOKEN in its environment
 * @throws AssertionError, with what the program printed
 */
export async function checkPayingProgram(
  gateway: GatewayProcess,
  command: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<void> {
  const staff = await gateway.client('till', 'CASHIER');
  const ann = `ann ${randomUUID()}`;
  const wallets = [await openWallet(staff, ann), await openWallet(staff, `bob ${randomUUID()}`)];
  const identity = { sub: ann, roles: ['MEMBER' as const], ttlSeconds: 3_600 };
  const env = {
    ...process.env,
    ONEBOOK_URL: `${gateway.url}/graphql`,
    ONEBOOK_TOKEN: await signToken({ secret: SECRET, ...identity }),
  };
  const [file = '', ...args] = command;
  const pay = async (amount: string, key: string): Promise<string> => {
    const all = [...args, ...wallets, amount, key];
    return (await promisify(execFile)(file, all, { ...options, env })).stdout;
  };
  const first = await pay('40.00', 'dinner');
  assert.match(first, /^balance 100\.00 version 1\npaid: txn_\w+\nbalance 60\.00 version 2\n$/);
  const paid = /txn_\w+/.exec(first)?.[0];
  assert.equal(
    await pay('40.00', 'dinner'),
    `balance 60.00 version 2\npaid before: ${paid}\nbalance 60.00 version 2\n`,
  );
  assert.match(
    await pay('60.01', 'too dear'),
    /^balance 60\.00 version 2\nrefused: .*60\.00.*\n(balance 60\.00 version 2\n)?$/,
  );
}
