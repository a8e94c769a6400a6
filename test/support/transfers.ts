import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { GatewayClient } from './gateway-process.js';

const OPEN = `mutation($input: OpenWalletInput!) { openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation($input: DepositInput!) { deposit(input: $input) { ... on DepositPayload { replayed transaction { id } } } }`;
const TRANSFER = `mutation($input: TransferInput!) { transfer(input: $input) { ... on TransferPayload { replayed transaction { id } } } }`;
const CASH = `query($id: ID!) { wallet(id: $id) { balance { cash { amount } } } }`;

/** A transfer of one dollar that the gateway of the first server answered. */
export interface Sent {
  readonly key: string;
  readonly transactionId: string;
}

export async function transfer(client: GatewayClient, from: string, to: string, key: string) {
  const amount = { amount: '1.00', currency: 'USD' };
  const input = { fromWalletId: from, toWalletId: to, amount, idempotencyKey: key };
  const answer = await client.ask<{ transfer: { replayed: boolean; transaction: { id: string } } }>(
    TRANSFER,
    { input },
  );
  return answer.transfer;
}

export async function cashOf(client: GatewayClient, id: string): Promise<string> {
  const answer = await client.ask<{ wallet: { balance: { cash: { amount: string } } } }>(CASH, {
    id,
  });
  return answer.wallet.balance.cash.amount;
}

export async function openWallet(
  client: GatewayClient,
  ownerId: string,
  amount: string,
): Promise<string> {
  const input = { ownerId, currency: 'USD', idempotencyKey: randomUUID() };
  const opened = await client.ask<{ openWallet: { wallet: { id: string } } }>(OPEN, { input });
  const walletId = opened.openWallet.wallet.id;
  const paid = { walletId, amount: { amount, currency: 'USD' }, idempotencyKey: randomUUID() };
  await client.ask(DEPOSIT, { input: paid });
  return walletId;
}

const CLIENTS = 8;
/** The pause of a client between two transfers, so that a slow `work` is not followed by thousands of replays. */
const PAUSE_MS = 40;

/**
 * Sends each transfer again with its key, and expects the answer of before if the key was known.
 * @returns the number of keys that were known
 */
export async function replay(
  client: GatewayClient,
  { from, to, sent }: Pick<TransferLoad, 'from' | 'to' | 'sent'>,
): Promise<number> {
  let replayed = 0;
  const rest = [...sent];
  const worker = async (): Promise<void> => {
    for (let one = rest.shift(); one; one = rest.shift()) {
      const again = await transfer(client, from, to, one.key);
      if (again.replayed) expect(again.transaction.id).toBe(one.transactionId);
      replayed += Number(again.replayed);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, worker));
  return replayed;
}

/** Eight clients that each transfer one dollar after another, and know what the gateway answered. */
export class TransferLoad {
  readonly sent: Sent[] = [];

  constructor(
    private readonly client: GatewayClient,
    readonly from: string,
    readonly to: string,
  ) {}

  /** Runs `work` under the load. Some transfers are answered before it begins, and some after it ends. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    let loading = true;
    const load = Array.from({ length: CLIENTS }, async () => {
      while (loading) {
        const key = randomUUID();
        const { transaction } = await transfer(this.client, this.from, this.to, key);
        this.sent.push({ key, transactionId: transaction.id });
        await delay(PAUSE_MS);
      }
    });
    const more = async (): Promise<void> => {
      const enough = this.sent.length + 20;
      while (loading && this.sent.length < enough) await delay(1);
    };
    try {
      await more();
      const result = await work();
      await more();
      return result;
    } finally {
      loading = false;
      await Promise.all(load);
    }
  }
}
