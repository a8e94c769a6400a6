import { isRefusal, type Refusal } from '../../domain/index.js';

/** What a split or a leg names: a wallet, or a system account by its name. Either may not exist. */
export type Named = { readonly walletId: string } | { readonly systemAccount: string };

/** The ids of the wallets among what is named. */
export function walletsAmong(all: readonly Named[]): string[] {
  return all.flatMap((one) => ('walletId' in one ? [one.walletId] : []));
}

/** Finds what each item names, in order; or the first refusal, with the item's place in front of its message. */
export function findEach<I, T extends object>(
  field: string,
  items: readonly I[],
  find: (item: I) => T | Refusal,
): readonly T[] | Refusal {
  const found: T[] = [];
  for (const [index, item] of items.entries()) {
    const one = find(item);
    if (isRefusal(one)) return { ...one, message: `${field}[${index}]: ${one.message}` };
    found.push(one);
  }
  return found;
}
