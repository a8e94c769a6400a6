import type { Refusal } from '../domain/index.js';
import { type Amount, MAX_AMOUNT } from '../money/index.js';

/** Whether an account can hold this balance: numeric(38,0) can. */
export function fitsChain(balance: Amount): boolean {
  return balance <= MAX_AMOUNT && balance >= -MAX_AMOUNT;
}

export function chainTooLargeRefusal(): Refusal {
  return {
    code: 'AMOUNT_TOO_LARGE',
    message: `This would take an account above ${MAX_AMOUNT} minor units, the most that an account can hold.`,
  };
}
