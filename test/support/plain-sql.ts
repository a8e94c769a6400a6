import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { Client, type DatabaseError } from 'pg';
import { constraintName, sqlState } from '../../src/database/errors.js';
import { GATEWAY_ROLE } from '../../src/database/data-source.js';
import type { Movement } from '../../src/ledger/index.js';
import {
  closeWallet,
  completePurchase,
  purchase,
  refundPurchase,
  reverseTransaction,
} from '../../src/movements/index.js';
import { done, useBook, type TestBook } from './book.js';
import { ADMIN, money, reason, SERVICE } from './inputs.js';

/** An account with the newest link of its chain. Minor units. */
export interface Chain {
  readonly id: string;
  readonly kind: string;
  readonly seq: number;
  readonly balance: bigint;
}

/** Ids and chains that the statements of a case can refer to. */
export interface Facts {
  /** USD wallets with 100.00 and 50.00, an EUR wallet with 20.00, and a closed USD wallet. */
  readonly alice: string;
  readonly bob: string;
  readonly erin: string;
  readonly closed: string;
  readonly aliceCash: Chain;
  readonly bobCash: Chain;
  readonly erinCash: Chain;
  readonly external: Chain;
  /** A deposit that was reversed, and one that was not. */
  readonly reversed: string;
  readonly deposited: string;
  /** carol's purchases: one of 10.00 of which 4.00 were captured and 1.00 refunded, and one that is held. */
  readonly carol: string;
  readonly carolCash: Chain;
  readonly sales: Chain;
  readonly captured: string;
  readonly held: string;
}

/** Statements of which the last one must be refused. */
export type Statements = (facts: Facts) => readonly string[];

/** The sender of a statement. */
export const SENDERS = ['owner', 'gateway'] as const;
type Sender = (typeof SENDERS)[number];

/** The error with which PostgreSQL refuses. */
export interface Refused {
  readonly state: string | undefined;
  readonly constraint?: string | undefined;
  readonly column?: string | undefined;
}

/** Plain SQL on the database: as the owner (a superuser), and as a login of the gateway's role. */
class PlainSql {
  at!: TestBook;
  facts!: Facts;
  readonly clients = {} as Record<Sender, Client>;
  /** The fingerprint of the book before the first case. No case may change it. */
  #asWritten: string | undefined;
  readonly login = `gateway_${randomUUID().replaceAll('-', '')}`;

  /** Sends the statements in one transaction, which is rolled back. @returns the refusal of the last one */
  async refusal(sender: Sender, statements: readonly string[]): Promise<Refused | 'NOT REFUSED'> {
    const client = this.clients[sender];
    await client.query('BEGIN');
    try {
      for (const statement of statements.slice(0, -1)) await client.query(statement);
      return await refusalOf(client, statements.at(-1) ?? '');
    } finally {
      await client.query('ROLLBACK');
    }
  }

  /** A text that depends on every row of every table of the book. */
  async fingerprint(): Promise<string> {
    const tables = [
      'currency',
      'system_account',
      'wallet',
      'account',
      'transaction_transition',
      'transaction_phase',
      'credit_line',
      'exchange_quote',
      'transaction',
      'further_wallet',
      'entry',
      'backdated_entry',
      'balance_checkpoint',
      'command',
      'token_revocation',
      'trusted_document',
      'shard',
      'reconciliation',
      'reconciliation_result',
      'finding',
      'finding_state',
      'schedule',
      'webhook',
      'erasure',
      'monitor',
      'alert',
      'report',
    ];
    const each = tables.map(
      (table) =>
        `(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${table} t) AS ${table}`,
    );
    const { rows } = await this.at.owner.query(`SELECT ${each.join(', ')}`);
    return JSON.stringify(rows[0]);
  }

  /** Expects that the last statement is refused like this, and that the book stays as it was. */
  async expectRefusal(
    sender: Sender,
    statements: readonly string[],
    refused: Refused,
  ): Promise<void> {
    this.#asWritten ??= await this.fingerprint();
    expect(await this.refusal(sender, statements)).toEqual(refused);
    expect(await this.fingerprint()).toBe(this.#asWritten);
  }
}

async function refusalOf(client: Client, statement: string): Promise<Refused | 'NOT REFUSED'> {
  try {
    await client.query(statement);
    return 'NOT REFUSED';
  } catch (error) {
    const constraint = constraintName(error);
    const { column } = error as DatabaseError;
    return {
      state: sqlState(error),
      ...(constraint === undefined ? {} : { constraint }),
      ...(column === undefined ? {} : { column }),
    };
  }
}

/** A book with a few facts, written through the ledger, and both senders connected to it. */
export function usePlainSql(): PlainSql {
  const sql = new PlainSql();
  // Clean-up hooks run in the order of their declaration: this one before the book's.
  afterAll(async () => {
    await sql.clients.gateway.end();
    await sql.at.owner.query(`DROP ROLE ${sql.login}`);
  });
  sql.at = useBook();
  beforeAll(async () => {
    const { at } = sql;
    sql.facts = await writeFacts(at);
    await at.owner.query(`CREATE ROLE ${sql.login} LOGIN PASSWORD 'test' IN ROLE ${GATEWAY_ROLE}`);
    const url = new URL(at.database.url);
    url.username = sql.login;
    url.password = 'test';
    sql.clients.owner = at.owner;
    sql.clients.gateway = new Client({
      connectionString: url.href,
      options: '-c search_path=book,pg_temp',
    });
    await sql.clients.gateway.connect();
  });
  return sql;
}

async function writeFacts(at: TestBook): Promise<Facts> {
  const { gateway } = at;
  const alice = await gateway.wallet('alice', 'USD', '100.00');
  const bob = await gateway.wallet('bob', 'USD', '50.00');
  const erin = await gateway.wallet('erin', 'EUR', '20.00');
  const closed = await gateway.wallet('closed', 'USD');
  done(
    await gateway.book.ledger.submit(
      closeWallet,
      { walletId: closed, reason },
      ADMIN,
      randomUUID(),
    ),
  );
  const reversed = done(await gateway.deposit(alice, '1.00', 'USD')).transactionId as string;
  done(
    await gateway.book.ledger.submit(
      reverseTransaction,
      { transactionId: reversed, reason },
      ADMIN,
      randomUUID(),
    ),
  );
  const deposited = done(await gateway.deposit(bob, '1.00', 'USD')).transactionId as string;
  const bought = await writePurchases(at);
  const chain = async (where: string): Promise<Chain> => {
    const { rows } = await at.owner.query<{
      id: string;
      kind: string;
      seq: string;
      balance: string;
    }>(
      `SELECT a.id, a.kind, e.seq, e.balance FROM account a JOIN entry e ON e.account_id = a.id
        WHERE ${where} ORDER BY e.seq DESC LIMIT 1`,
    );
    const [row] = rows;
    if (!row) throw new Error(`no account where ${where}`);
    return { id: row.id, kind: row.kind, seq: Number(row.seq), balance: BigInt(row.balance) };
  };
  return {
    ...{ alice, bob, erin, closed, reversed, deposited },
    ...bought,
    carolCash: await chain(`a.wallet_id = '${bought.carol}' AND a.kind = 'CASH'`),
    sales: await chain(`a.wallet_id IS NULL AND a.kind = 'SALES' AND a.currency = 'USD'`),
    aliceCash: await chain(`a.wallet_id = '${alice}'`),
    bobCash: await chain(`a.wallet_id = '${bob}'`),
    erinCash: await chain(`a.wallet_id = '${erin}'`),
    external: await chain(`a.wallet_id IS NULL AND a.kind = 'EXTERNAL' AND a.currency = 'USD'`),
  };
}

async function writePurchases(at: TestBook): Promise<Pick<Facts, 'carol' | 'captured' | 'held'>> {
  const carol = await at.gateway.wallet('carol', 'USD', '100.00');
  const submit = async <I>(movement: Movement<I>, input: I): Promise<string> => {
    const result = await at.gateway.book.ledger.submit(movement, input, SERVICE, randomUUID());
    return done(result).transactionId ?? '';
  };
  const asked = { walletId: carol, amount: money('10.00', 'USD') };
  const transactionId = await submit(purchase, asked);
  await submit(completePurchase, { transactionId, amount: money('4.00', 'USD') });
  const part = { transactionId, amount: money('1.00', 'USD'), reason };
  await submit(refundPurchase, part);
  return { carol, captured: transactionId, held: await submit(purchase, asked) };
}

/** The columns of a row to insert, as SQL literals. */
export type Row = Readonly<Record<string, string>>;

export function insert(table: string, ...rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map(
    (row) => `(${columns.map((column) => row[column] ?? 'NULL').join(', ')})`,
  );
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`;
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Ids of the transaction whose entries most cases write, of another one, and of a new account. */
export const NEW_TRANSACTION = quoted('01900000-0000-7000-8000-000000000001');
export const OTHER_TRANSACTION = quoted('01900000-0000-7000-8000-000000000002');
export const NEW_ACCOUNT = '01900000-0000-7000-8000-00000000000a';

/** A transaction row as the gateway would write it, except for `otherwise`. */
export function transactionRow(facts: Facts, otherwise: Row = {}): Row {
  return {
    id: NEW_TRANSACTION,
    kind: quoted('TRANSFER'),
    status: quoted('COMPLETED'),
    currency: quoted('USD'),
    amount: '5',
    wallet_id: quoted(facts.alice),
    counter_wallet_id: quoted(facts.bob),
    initiated_by: quoted('another caller'),
    created_at: 'now()',
    completed_at: 'now()',
    ...otherwise,
  };
}

export const NEW_QUOTE = quoted('01900000-0000-7000-8000-00000000000b');

/** A quote from alice to erin, except for `otherwise`. No row can say that both have one owner. */
export function quoteRow(facts: Facts, otherwise: Row = {}): Row {
  return {
    id: NEW_QUOTE,
    from_wallet_id: quoted(facts.alice),
    to_wallet_id: quoted(facts.erin),
    from_amount: '5',
    to_amount: '4',
    rate: '0.9',
    expires_at: `now() + interval '1 minute'`,
    created_by: quoted('another caller'),
    created_at: 'now()',
    ...otherwise,
  };
}

/** The next entry of a chain, except for `otherwise`. */
export function next(chain: Chain, amount: bigint, otherwise: Row = {}): Row {
  return {
    account_id: quoted(chain.id),
    seq: String(chain.seq + 1),
    account_kind: quoted(chain.kind),
    transaction_id: NEW_TRANSACTION,
    phase: quoted('POST'),
    amount: String(amount),
    balance: String(chain.balance + amount),
    created_at: 'now()',
    ...otherwise,
  };
}

/** A wallet's account without entries, and the statement that creates it. */
export function newAccount(walletId: string, kind: string): { chain: Chain; statement: string } {
  return {
    chain: { id: NEW_ACCOUNT, kind, seq: 0, balance: 0n },
    statement: insert('account', {
      id: quoted(NEW_ACCOUNT),
      wallet_id: quoted(walletId),
      kind: quoted(kind),
      currency: quoted('USD'),
    }),
  };
}
