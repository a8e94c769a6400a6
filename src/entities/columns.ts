import type { ValueTransformer } from 'typeorm';
import type { Split, SplitReceiver } from '../domain/index.js';
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

/** A list ↔ an array, or NULL if it is empty: most rows have none, and NULL takes no space. */
export const listColumn: ValueTransformer = {
  from: (items: readonly string[] | null): readonly string[] => items ?? NONE,
  to: (items: readonly string[]): readonly string[] | null => (items.length === 0 ? null : items),
};

/** A split as jsonb has it: minor units as text, since a JSON number would lose digits. */
type StoredSplit = SplitReceiver & { readonly amount: string; readonly label: string };

/** Splits ↔ a jsonb array, or NULL if there are none. */
export const splitsColumn: ValueTransformer = {
  from: (stored: readonly StoredSplit[] | null): readonly Split[] =>
    stored?.map((one) => ({ ...one, amount: BigInt(one.amount) })) ?? NONE,
  to: (splits: readonly Split[]): readonly StoredSplit[] | null =>
    splits.length === 0 ? null : splits.map((one) => ({ ...one, amount: one.amount.toString() })),
};

const NONE: readonly never[] = [];
