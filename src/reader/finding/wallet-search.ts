import type { WalletStatus } from '../../domain/index.js';
import { DRAWER, type DrawerIndex, inDrawerOfGin } from '../pages/drawer.js';
import type { Parameters } from '../pages/parameters.js';
import type { Search } from '../pages/parts-sql.js';

/** Conditions that must all hold. */
export interface WalletFilter {
  readonly ownerId?: string | undefined;
  readonly currency?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: WalletStatus | undefined;
  /** What the wallet's metadata have, at least. It names a value. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

type Field = keyof WalletFilter;
type Asked = Partial<Record<Field, string>>;

/** Most rows that are read before an index is asked. */
const NEAREST = 1_024;

const ADVICE = 'Add an ownerId, or a name or metadata that fewer wallets have.';

/** SQL for the conditions of a filter on a row `t`, by the field that asks for them. */
export function conditionsOf(filter: WalletFilter, parameters: Parameters): Asked {
  const { ownerId, currency, name, status, metadata } = filter;
  const equals = (column: string, value: string | undefined): string | undefined =>
    value === undefined ? undefined : `t.${column} = ${parameters.add(value)}`;
  const all: Partial<Record<Field, string | undefined>> = {
    ownerId: equals('owner_id', ownerId),
    currency: equals('currency', currency),
    name: equals('name', name),
    status: equals('status', status),
    metadata: metadata && `t.metadata @> ${parameters.add(JSON.stringify(metadata))}::jsonb`,
  };
  return Object.fromEntries(Object.entries(all).filter(([, sql]) => sql !== undefined));
}

/**
 * How to find the wallets that a filter takes; undefined if it has no conditions, or names an owner, whose wallets an
 * index has.
 */
export function searchOf(asked: Asked): Search | undefined {
  if (asked.ownerId !== undefined || Object.keys(asked).length === 0) return undefined;
  return { nearest: NEAREST, index: indexOf(asked), advice: ADVICE };
}

/** The index to search by: the first that answers one of the conditions, the one that finds the fewest rows first. */
function indexOf({ metadata, name, status, currency }: Asked): DrawerIndex | undefined {
  const others = (...fields: readonly (string | undefined)[]): string[] =>
    fields.filter((one) => one !== undefined);
  if (metadata !== undefined)
    return {
      inDrawer: (drawer) => `${inDrawerOfGin(drawer)} AND t.metadata <> '{}' AND ${metadata}`,
      others: others(name, status, currency),
    };
  const plain = (condition: string, ...rest: readonly (string | undefined)[]): DrawerIndex => ({
    inDrawer: (drawer) => `${DRAWER} = ${drawer} AND ${condition}`,
    others: others(...rest),
  });
  if (name !== undefined) return plain(name, status, currency);
  if (status !== undefined) return plain(status, currency);
  return currency === undefined ? undefined : plain(currency);
}
