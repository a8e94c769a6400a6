import { useState } from 'react';
import { GatewayError } from './gateway-error.js';
import type { Gateway } from './gateway.js';
import { DepositDocument, type DepositInput, type DepositMutation } from './generated/graphql.js';
import { intend, settle, unsettled } from './intent.js';

/** What the gateway says of a deposit: done, or one of its refusals. */
export type DepositResult = NonNullable<DepositMutation['deposit']>;

/** Whether the money is in. */
export function isDone(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && outcome.result.__typename === 'DepositPayload';
}

/** What has become of a deposit. */
export type Outcome =
  | { readonly kind: 'sending' }
  | { readonly kind: 'answered'; readonly result: DepositResult }
  | { readonly kind: 'malformed'; readonly why: string }
  | { readonly kind: 'unknown'; readonly intent: DepositInput; readonly why: string };

export interface Deposit {
  readonly outcome: Outcome | undefined;
  /** Deposits a new amount, in units of the currency as they were typed. */
  readonly make: (amount: string) => Promise<Outcome>;
  /** Sends what was not answered once more, under the same key. */
  readonly repeat: (intent: DepositInput) => Promise<Outcome>;
}

/** Deposits into a wallet, one at a time. */
export function useDeposit(
  gateway: Gateway,
  callerId: string,
  wallet: { readonly id: string; readonly currency: string },
): Deposit {
  const [outcome, setOutcome] = useState<Outcome | undefined>(() => {
    const intent = unsettled(callerId, wallet.id);
    return intent && { kind: 'unknown', intent, why: 'Its answer was never seen.' };
  });

  async function repeat(intent: DepositInput) {
    setOutcome({ kind: 'sending' });
    const next = await send(gateway, intent);
    if (next.kind !== 'unknown') settle(callerId, wallet.id);
    setOutcome(next);
    return next;
  }

  const make = (amount: string) =>
    repeat(intend(callerId, wallet.id, { amount, currency: wallet.currency }));

  return { outcome, make, repeat };
}

/**
 * Only two answers settle what became of it: the mutation's own result, and that the input cannot be
 * read, so that it never can have been done. Any other error may speak of this attempt alone.
 */
async function send(gateway: Gateway, input: DepositInput): Promise<Outcome> {
  try {
    const { deposit } = await gateway.ask(DepositDocument, { input });
    if (deposit) return { kind: 'answered', result: deposit };
    return { kind: 'unknown', intent: input, why: 'The answer said nothing of it.' };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.code === 'BAD_USER_INPUT') return { kind: 'malformed', why: error.message };
    return { kind: 'unknown', intent: input, why: error.message };
  }
}
