import type { DepositInput } from './generated/graphql.js';

/*
 * What somebody means to do gets its idempotency key before it is sent, and is kept until the gateway
 * has said what became of it. If the answer is lost, the same is sent again under the same key, and it
 * is done once. It is kept beyond a reload of the page; a till would keep it on disk.
 */

const nameOf = (callerId: string, walletId: string) =>
  `onebook-example:deposit:${callerId}:${walletId}`;

/** A deposit that somebody means to make, with a key of its own, kept. */
export function intend(
  callerId: string,
  walletId: string,
  amount: DepositInput['amount'],
): DepositInput {
  const intent = { walletId, amount, idempotencyKey: crypto.randomUUID() };
  sessionStorage.setItem(nameOf(callerId, walletId), JSON.stringify(intent));
  return intent;
}

/** The deposit of which this caller never heard what became of it. Keys are the caller's own: nobody else repeats it. */
export function unsettled(callerId: string, walletId: string): DepositInput | undefined {
  const kept = sessionStorage.getItem(nameOf(callerId, walletId));
  return kept === null ? undefined : (JSON.parse(kept) as DepositInput);
}

/** The gateway has said what became of it. */
export function settle(callerId: string, walletId: string): void {
  sessionStorage.removeItem(nameOf(callerId, walletId));
}
