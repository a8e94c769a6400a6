import { useState } from 'react';
import { GatewayError } from './gateway-error.js';
import type { Gateway } from './gateway.js';
import { DepositDocument, type DepositInput, type DepositMutation } from './generated/graphql.js';
import { createIntent, settleIntent, findUnsettledIntent } from './intent.js';

/** Result of the mutation: the payload or a refusal. */
export type DepositResult = NonNullable<DepositMutation['deposit']>;

/** Whether the deposit is done. */
export function isDone(outcome: DepositState): boolean {
  return outcome.kind === 'answered' && outcome.result.__typename === 'DepositPayload';
}

/** State of a deposit. */
export type DepositState =
  | { readonly kind: 'sending' }
  | { readonly kind: 'answered'; readonly result: DepositResult }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly intent: DepositInput; readonly reason: string };

export interface Deposit {
  readonly outcome: DepositState | undefined;
  /** Makes a new deposit. The amount is a decimal string in units of the currency. */
  readonly make: (amount: string) => Promise<DepositState>;
  /** Sends an unanswered deposit again with the same key. */
  readonly repeat: (intent: DepositInput) => Promise<DepositState>;
}

/** Makes deposits into a wallet, one at a time. */
export function useDeposit(
  gateway: Gateway,
  callerId: string,
  wallet: { readonly id: string; readonly currency: string },
): Deposit {
  const [outcome, setOutcome] = useState<DepositState | undefined>(() => {
    const intent = findUnsettledIntent(callerId, wallet.id);
    return intent && { kind: 'unknown', intent, reason: 'The page did not receive the answer.' };
  });

  async function repeat(intent: DepositInput) {
    setOutcome({ kind: 'sending' });
    const next = await send(gateway, intent);
    if (next.kind !== 'unknown') settleIntent(callerId, wallet.id);
    setOutcome(next);
    return next;
  }

  const make = (amount: string) =>
    repeat(createIntent(callerId, wallet.id, { amount, currency: wallet.currency }));

  return { outcome, make, repeat };
}

/**
 * Sends the deposit. Only two responses settle its outcome: a result of the mutation, and BAD_USER_INPUT,
 * because malformed input is never executed. Any other error may concern this attempt only.
 */
async function send(gateway: Gateway, input: DepositInput): Promise<DepositState> {
  try {
    const { deposit } = await gateway.ask(DepositDocument, { input });
    if (deposit) return { kind: 'answered', result: deposit };
    return {
      kind: 'unknown',
      intent: input,
      reason: 'The response has no result for this deposit.',
    };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.code === 'BAD_USER_INPUT') return { kind: 'malformed', reason: error.message };
    return { kind: 'unknown', intent: input, reason: error.message };
  }
}
