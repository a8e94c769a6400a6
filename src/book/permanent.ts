import type { DataSource, EntityManager } from 'typeorm';
import type { Currency, SystemAccount } from '../entities/index.js';
import {
  type BookClock,
  PermanentRows,
  readAllCurrencies,
  readAllSystemAccounts,
  readCurrencies,
  readError,
  readSystemAccounts,
} from '../reader/index.js';

/** The rows of the book that never change and never go. */
interface Permanent {
  /** By code. */
  readonly currencies: PermanentRows<Currency>;
  /** By name. */
  readonly systemAccounts: PermanentRows<SystemAccount>;
}

/**
 * Reads the currencies and system accounts of a book.
 * @param sources `reads` for all of them now, `rounds` to look up others later
 * @param onFailure receives the errors of the look-ups
 */
export async function openPermanent(
  { reads, rounds }: { readonly reads: DataSource; readonly rounds: DataSource },
  clock: BookClock,
  onFailure: (error: unknown) => void,
): Promise<Permanent> {
  const currencies = new PermanentRows<Currency>({
    clock,
    nameOf: ({ code }) => code,
    read: lookingUp(rounds, readCurrencies, onFailure),
  });
  const systemAccounts = new PermanentRows<SystemAccount>({
    clock,
    nameOf: ({ name }) => name,
    read: lookingUp(rounds, readSystemAccounts, onFailure),
  });
  currencies.learn(await readAllCurrencies(reads.manager));
  systemAccounts.learn(await readAllSystemAccounts(reads.manager));
  return { currencies, systemAccounts };
}

function lookingUp<Row>(
  { manager }: DataSource,
  read: (manager: EntityManager, names: readonly string[]) => Promise<Row[]>,
  onFailure: (error: unknown) => void,
): (names: readonly string[]) => Promise<Row[]> {
  return async (names) => {
    try {
      return await read(manager, names);
    } catch (error) {
      onFailure(error);
      throw readError(error);
    }
  };
}
