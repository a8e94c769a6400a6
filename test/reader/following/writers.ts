import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayClient } from '../../support/gateway-process.js';

/** The wallets between which the writers transfer. */
export interface Wallets {
  /** Two wallets that every second request touches. */
  readonly busy: readonly string[];
  readonly others: readonly string[];
}

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } ... on UserError { code } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) {
  deposit(input: $input) { ... on DepositPayload { transaction { id } } ... on UserError { code } } }`;
const TRANSFER = `mutation ($input: TransferManyInput!) {
  transferMany(input: $input) { ... on TransferManyPayload { done { transaction { id } } refused { index } } } }`;

/** Errors after which a client sends the same again. */
const TRY_AGAIN = ['ANSWER_INCOMPLETE', 'OUTCOME_UNKNOWN', 'OVERLOADED', 'UNAVAILABLE'];

/** Asks until there is an answer: a busy machine may take too long at first. */
export async function askAgain<T>(
  client: GatewayClient,
  query: string,
  variables: object,
): Promise<T> {
  for (;;) {
    const { data, errors } = await client.send<T>(query, variables);
    if (!errors && data) return data;
    if (!errors?.every(({ extensions }) => TRY_AGAIN.includes(extensions?.code ?? '')))
      throw new Error(JSON.stringify(errors));
    await delay(100);
  }
}

/** Opens a wallet for an owner. */
export async function open(
  client: GatewayClient,
  ownerId: string,
  currency: string,
): Promise<string> {
  const input = { ownerId, currency, idempotencyKey: randomUUID() };
  const { openWallet } = await askAgain<{ openWallet: { wallet: { id: string } } }>(client, OPEN, {
    input,
  });
  return openWallet.wallet.id;
}

export async function deposit(client: GatewayClient, walletId: string): Promise<void> {
  const input = {
    walletId,
    amount: { amount: '1000000.00', currency: 'USD' },
    reference: 'opening',
    idempotencyKey: randomUUID(),
  };
  await askAgain(client, DEPOSIT, { input });
}

/** Sends transfers in one request. */
async function transferMany(client: GatewayClient, { busy, others }: Wallets, count: number) {
  const side = (): string =>
    pick(randomInt(2) === 0 && randomInt(4) === 0 ? busy : others) ?? 'no wallet';
  const inputs = Array.from({ length: count }, () => {
    const fromWalletId = side();
    let toWalletId = side();
    while (toWalletId === fromWalletId) toWalletId = side();
    const reference = randomInt(10) === 0 ? 'tenth' : undefined;
    return { fromWalletId, toWalletId, amount: { amount: '0.01', currency: 'USD' }, reference };
  });
  const input = { inputs, idempotencyKey: randomUUID() };
  const { transferMany: result } = await askAgain<{
    transferMany: { done: unknown[]; refused: unknown[] };
  }>(client, TRANSFER, { input });
  if (result.done.length !== count) throw new Error('a transfer was refused');
}

/** Writes through one gateway until the numbers of rows are reached, with several requests under way. */
export async function write(
  client: GatewayClient,
  wallets: Wallets,
  counts: { readonly transactions: number; readonly wallets: number },
): Promise<void> {
  let transactions = counts.transactions;
  let opened = counts.wallets;
  const worker = async (): Promise<void> => {
    while (transactions > 0 || opened > 0) {
      const rest = transactions + opened;
      if (randomInt(rest) < opened) {
        opened -= 1;
        await open(client, `owner ${randomUUID()}`, randomInt(4) === 0 ? 'EUR' : 'USD');
      } else {
        const lines = Math.min(transactions, 1 + randomInt(12));
        transactions -= lines;
        await transferMany(client, wallets, lines);
      }
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
}

function pick<T>(items: readonly T[]): T | undefined {
  return items[randomInt(items.length)];
}
