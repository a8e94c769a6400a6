import type { WalletFilter, WalletStatus } from '@onebook/client';

/** The filter of the list, as its route has it. Empty texts filter nothing. */
export interface ListFilter {
  readonly ownerId: string;
  readonly name: string;
  readonly currency: string;
  readonly status: string;
}

export const STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const satisfies readonly WalletStatus[];

export function filterOf(search: URLSearchParams): ListFilter {
  const of = (name: string): string => search.get(name) ?? '';
  return { ownerId: of('owner'), name: of('name'), currency: of('currency'), status: of('status') };
}

/** The route's parameters of a filter. */
export function searchOf({ ownerId, ...rest }: ListFilter): Record<string, string> {
  return { owner: ownerId, ...rest };
}

/** The filter for the gateway. */
export function argumentOf(filter: ListFilter): WalletFilter {
  const { ownerId, name, currency } = filter;
  const status = STATUSES.find((one) => one === filter.status);
  return {
    ...(ownerId !== '' && { ownerId }),
    ...(name !== '' && { name }),
    ...(currency !== '' && { currency }),
    ...(status !== undefined && { status }),
  };
}
