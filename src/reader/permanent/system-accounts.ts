import type { EntityManager } from 'typeorm';
import { SYSTEM_ACCOUNTS } from '../../domain/index.js';
import { SystemAccount } from '../../entities/index.js';

/** Every system account: first those that come with the book, then the operator's own, oldest first. */
export async function readAllSystemAccounts(manager: EntityManager): Promise<SystemAccount[]> {
  const rows = await manager
    .createQueryBuilder(SystemAccount, 'account')
    .orderBy('account.createdAt')
    .addOrderBy('account.name')
    .getMany();
  const placeOf = ({ name }: SystemAccount): number => {
    const place = (SYSTEM_ACCOUNTS as readonly string[]).indexOf(name);
    return place === -1 ? SYSTEM_ACCOUNTS.length : place;
  };
  return rows.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The system accounts with these names that the book has. Sends no statement if there are no names. */
export async function readSystemAccounts(
  manager: EntityManager,
  names: readonly string[],
): Promise<SystemAccount[]> {
  if (names.length === 0) return [];
  return manager
    .createQueryBuilder(SystemAccount, 'account')
    .where('account.name = ANY(:names)', { names })
    .getMany();
}
