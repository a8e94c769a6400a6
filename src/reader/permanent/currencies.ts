import type { EntityManager } from 'typeorm';
import { Currency } from '../../entities/index.js';

/** Every currency of the book, by code. */
export function readAllCurrencies(manager: EntityManager): Promise<Currency[]> {
  return manager.createQueryBuilder(Currency, 'currency').orderBy('currency.code').getMany();
}

/** The currencies with these codes that the book has. Sends no statement if there are no codes. */
export async function readCurrencies(
  manager: EntityManager,
  codes: readonly string[],
): Promise<Currency[]> {
  if (codes.length === 0) return [];
  return manager
    .createQueryBuilder(Currency, 'currency')
    .where('currency.code = ANY(:codes)', { codes })
    .getMany();
}
