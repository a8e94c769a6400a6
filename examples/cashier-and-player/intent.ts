import type { DepositInput } from './generated/graphql.js';

/*
 * An intent gets its idempotency key before it is sent, and the page stores it until the gateway has
 * reported the outcome. If the response is lost, the page sends the same intent with the same key, and
 * the gateway executes it once. sessionStorage survives a reload; a real till would store it on disk.
 */

const storageKey = (callerId: string, walletId: string) =>
  `onebook-example:deposit:${callerId}:${walletId}`;

/** Creates an intent to deposit, with a new key, and stores it. */
export function createIntent(
  callerId: string,
  walletId: string,
  amount: DepositInput['amount'],
): DepositInput {
  const intent = { walletId, amount, idempotencyKey: crypto.randomUUID() };
  sessionStorage.setItem(storageKey(callerId, walletId), JSON.stringify(intent));
  return intent;
}

/** The stored deposit with an unknown outcome. Keys belong to a caller, so only this caller can repeat it. */
export function findUnsettledIntent(callerId: string, walletId: string): DepositInput | undefined {
  const stored = sessionStorage.getItem(storageKey(callerId, walletId));
  return stored === null ? undefined : (JSON.parse(stored) as DepositInput);
}

/** Removes the stored intent, because the gateway has reported its outcome. */
export function settleIntent(callerId: string, walletId: string): void {
  sessionStorage.removeItem(storageKey(callerId, walletId));
}
