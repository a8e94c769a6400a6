import type { EntityManager } from 'typeorm';
import {
  type BookClock,
  type HeadsAndClock,
  readChainHeadsAndClock,
  type SystemShard,
} from '../../reader/index.js';
import { type AddParameter, type Claim, walletIdsSql } from './named-rows.js';
import { TAKEN_SHARD } from './shard.js';
import { mayPostToSystemAccounts } from './system-accounts.js';

export type { HeadsAndClock };

/**
 * The heads of all accounts to which the claims may post, and the clock. It is sent together with the locks, so it finds
 * the accounts by SQL: those of the wallets, and in the shard that this transaction has taken the system accounts that the
 * claims name, also those of their wallets' currencies, and those in the entries and splits of their transactions. They can be more than
 * the commands need: also those of commands that are sent again, whose wallets are not locked.
 */
export function readHeadsOfClaims(
  manager: EntityManager,
  clock: BookClock,
  claims: readonly Claim[],
): Promise<HeadsAndClock> {
  const posting = claims.filter(mayPostToSystemAccounts);
  return readChainHeadsAndClock(manager, clock, (add) => ({
    walletIds: `ARRAY(${walletIdsSql(claims, add, { fresh: false })})`,
    ...(posting.length > 0 && {
      system: { shard: TAKEN_SHARD, accounts: systemAccountsSql(posting, add) },
    }),
  }));
}

/** The heads of the accounts in a shard that was taken before, and the clock. */
export function readHeadsOfShard(
  manager: EntityManager,
  clock: BookClock,
  { number, accounts }: SystemShard,
): Promise<HeadsAndClock> {
  return readChainHeadsAndClock(manager, clock, (add) => ({
    walletIds: `'{}'::uuid[]`,
    system: {
      shard: `${add(number)}::smallint`,
      accounts: `SELECT * FROM unnest(${add(accounts.map(({ currency }) => currency))}::text[],
                                      ${add(accounts.map(({ kind }) => kind))}::text[])`,
    },
  }));
}

/** SQL of the currency and kind of the system accounts. */
function systemAccountsSql(claims: readonly Claim[], add: AddParameter): string {
  const naming = claims.filter(({ locks }) => locks.systemAccounts?.length);
  const kinds = [...new Set(naming.flatMap(({ locks }) => locks.systemAccounts ?? []))];
  const ids = claims.flatMap(({ locks }) => (locks.entries ? (locks.transactions ?? []) : []));
  const named = claims.flatMap(({ locks }) => locks.namedAccounts ?? []);
  return [
    ...(named.length > 0
      ? [
          `SELECT * FROM unnest(${add(named.map(({ currency }) => currency))}::text[],
                                ${add(named.map(({ name }) => name))}::text[])`,
        ]
      : []),
    ...(naming.length > 0
      ? [
          `SELECT w.currency, named.kind
             FROM (SELECT DISTINCT currency FROM wallet
                    WHERE id = ANY(ARRAY(${walletIdsSql(naming, add, { fresh: false })}))) w
            CROSS JOIN unnest(${add(kinds)}::text[]) AS named (kind)`,
        ]
      : []),
    ...(ids.length > 0
      ? [
          `SELECT a.currency, a.kind FROM entry e JOIN account a ON a.id = e.account_id
            WHERE e.transaction_id = ANY(${add([...new Set(ids)])}::uuid[]) AND a.wallet_id IS NULL`,
          `SELECT t.currency, split ->> 'systemAccount'
             FROM transaction t CROSS JOIN LATERAL jsonb_array_elements(t.splits) AS split
            WHERE t.id = ANY(${add([...new Set(ids)])}::uuid[]) AND split ? 'systemAccount'`,
        ]
      : []),
  ].join(' UNION ');
}
