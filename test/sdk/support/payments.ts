import { randomUUID } from 'node:crypto';
import type { TestBook } from '../../support/book.js';
import type { LiveServer } from '../../support/live.js';

const OPEN = `mutation ($input: OpenWalletInput!) {
  openWallet(input: $input) { ... on OpenWalletPayload { wallet { id } } } }`;
const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename } }`;

/** Opens a wallet in USD. @returns its id */
export async function open(server: LiveServer, ownerId: string): Promise<string> {
  const input = { ownerId, currency: 'USD', idempotencyKey: randomUUID() };
  const { data } = await server.query('cashier', ['CASHIER'], OPEN, { input });
  return (data['openWallet'] as { wallet: { id: string } }).wallet.id;
}

export async function deposit(server: LiveServer, walletId: string, amount: string): Promise<void> {
  const money = { amount, currency: 'USD' };
  const input = { walletId, amount: money, idempotencyKey: randomUUID() };
  const { data } = await server.query('cashier', ['CASHIER'], DEPOSIT, { input });
  if ((data['deposit'] as { __typename: string }).__typename !== 'DepositPayload')
    throw new Error(`the deposit is refused: ${JSON.stringify(data)}`);
}

/** A transfer in the book. */
export interface Booked {
  readonly reference: string;
  readonly at: Date;
}

/** The transfers in the book whose reference begins so, oldest first. */
export async function transfers(at: TestBook, prefix: string): Promise<Booked[]> {
  const { rows } = await at.owner.query<Booked>(
    `SELECT reference, created_at AS at FROM book.transaction
     WHERE starts_with(reference, $1) ORDER BY created_at`,
    [prefix],
  );
  return rows;
}
