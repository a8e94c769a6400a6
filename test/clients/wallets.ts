import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { GatewayClient } from '../support/gateway-process.js';

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
