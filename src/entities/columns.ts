import type { ValueTransformer } from 'typeorm';
import type { Amount } from '../money/index.js';

/** numeric(38,0) ↔ bigint minor units. The driver returns a numeric as text. */
export const amountColumn: ValueTransformer = {
  from: (text: string): Amount => BigInt(text),
  to: (amount: Amount): string => amount.toString(),
};

/** bigint ↔ number, for counts that stay far below 2^53. Never for money. */
export const countColumn: ValueTransformer = {
  from: (text: string): number => Number(text),
  to: (count: number): string => count.toString(),
};
