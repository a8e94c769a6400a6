// The rival of the benchmarks: the wallet gateway that a team would write by hand. Apollo on Fastify, TypeORM, a balance
// column, pessimistic locks in the order of ids, an idempotency key. It keeps no history to query, and the database checks
// nothing: no foreign keys, no CHECKs, no triggers. That makes it faster than one that a team would keep.
import { randomUUID, webcrypto } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import fastify from 'fastify';
import { GraphQLError } from 'graphql';
import { type JWTPayload, jwtVerify } from 'jose';
import 'reflect-metadata';
import { Column, DataSource, Entity, In, PrimaryColumn, Unique } from 'typeorm';

const { PORT, DATABASE_URL, AUTH_JWT_SECRET = '' } = process.env;
/** Cents: bigint in TypeScript and in PostgreSQL. The driver carries them as text. */
const cents = { to: String, from: BigInt };

@Entity()
class Wallet {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') ownerId!: string;
  @Column('bigint', { transformer: cents }) balance!: bigint;
}

@Entity()
@Unique(['caller', 'idempotencyKey'])
class Transaction {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') caller!: string;
  @Column('text') idempotencyKey!: string;
  @Column('uuid') fromWalletId!: string;
  @Column('uuid') toWalletId!: string;
  @Column('bigint', { transformer: cents }) amount!: bigint;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}

@Entity()
class Entry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') transactionId!: string;
  @Column('uuid') walletId!: string;
  @Column('bigint', { transformer: cents }) amount!: bigint;
  @Column('bigint', { transformer: cents }) balance!: bigint;
}

const typeDefs = `
  type Query { wallet(id: ID!): Wallet }
  type Mutation { transfer(input: TransferInput!): TransferPayload! }
  input TransferInput { fromWalletId: ID! toWalletId: ID! amount: String! idempotencyKey: String! }
  type TransferPayload { replayed: Boolean! transaction: Transaction! }
  type Transaction { id: ID! status: String! wallet: Wallet! }
  type Wallet { id: ID! balance: String! }`;

interface TransferInput {
  fromWalletId: string;
  toWalletId: string;
  amount: string;
  idempotencyKey: string;
}

const entities = [Wallet, Transaction, Entry];
const extra = { max: 20 };
const url = DATABASE_URL ?? '';
const database = new DataSource({ type: 'postgres', url, entities, extra, synchronize: true });

const refusal = (code: string, http = { status: 200 }) =>
  new GraphQLError(code, { extensions: { code, http } });
const mayUse = ({ sub, roles }: JWTPayload, wallet: Wallet) =>
  wallet.ownerId === sub || (roles as string[]).includes('SERVICE');

function transfer(
  { fromWalletId, toWalletId, amount: text, idempotencyKey }: TransferInput,
  viewer: JWTPayload,
) {
  if (!/^\d{1,15}\.\d\d$/.test(text) || fromWalletId === toWalletId)
    throw refusal('BAD_USER_INPUT');
  const amount = BigInt(text.replace('.', ''));
  const caller = viewer.sub ?? '';
  return database.transaction(async (manager) => {
    const where = { id: In([fromWalletId, toWalletId]) };
    const lock = { mode: 'pessimistic_write' } as const;
    const wallets = await manager.find(Wallet, { where, lock, order: { id: 'ASC' } });
    const from = wallets.find(({ id }) => id === fromWalletId);
    const to = wallets.find(({ id }) => id === toWalletId);
    if (!from || !to || !mayUse(viewer, from)) throw refusal('WALLET_NOT_FOUND');
    const row = { id: randomUUID(), caller, idempotencyKey, fromWalletId, toWalletId, amount };
    const insert = manager.createQueryBuilder().insert().into(Transaction).values(row).orIgnore();
    if (((await insert.returning('id').execute()).raw as unknown[]).length === 0) {
      const first = await manager.findOneByOrFail(Transaction, { caller, idempotencyKey });
      if (
        first.fromWalletId !== fromWalletId ||
        first.toWalletId !== toWalletId ||
        first.amount !== amount
      )
        throw refusal('IDEMPOTENCY_CONFLICT');
      return { replayed: true, transaction: { id: first.id, status: 'COMPLETED', wallet: from } };
    }
    if (from.balance < amount) throw refusal('INSUFFICIENT_FUNDS');
    from.balance -= amount;
    to.balance += amount;
    for (const { id, balance } of wallets) await manager.update(Wallet, id, { balance });
    const entry = (wallet: Wallet, change: bigint) => ({
      ...{ id: randomUUID(), transactionId: row.id, walletId: wallet.id },
      ...{ amount: change, balance: wallet.balance },
    });
    await manager.insert(Entry, [entry(from, -amount), entry(to, amount)]);
    return { replayed: false, transaction: { id: row.id, status: 'COMPLETED', wallet: from } };
  });
}

const resolvers = {
  Query: {
    wallet: async (_: unknown, { id }: { id: string }, viewer: JWTPayload) => {
      const wallet = await database.getRepository(Wallet).findOneBy({ id });
      return wallet && mayUse(viewer, wallet) ? wallet : null;
    },
  },
  Mutation: {
    transfer: (_: unknown, { input }: { input: TransferInput }, viewer: JWTPayload) =>
      transfer(input, viewer),
  },
  Wallet: {
    balance: ({ balance }: Wallet) => String(balance).padStart(3, '0').replace(/(..)$/, '.$1'),
  },
};

const hmac = { name: 'HMAC', hash: 'SHA-256' };
const secret = Buffer.from(AUTH_JWT_SECRET);
const key = await webcrypto.subtle.importKey('raw', secret, hmac, false, ['verify']);
async function viewerOf(authorization = ''): Promise<JWTPayload> {
  const verified = await jwtVerify(authorization.replace('Bearer ', ''), key).catch(
    () => undefined,
  );
  if (!verified) throw refusal('UNAUTHENTICATED', { status: 401 });
  return verified.payload;
}

await database.initialize();
const apollo = new ApolloServer<JWTPayload>({ typeDefs, resolvers });
await apollo.start();
const app = fastify();
await app.register(fastifyApollo(apollo), {
  context: (request) => viewerOf(request.headers.authorization),
});
await app.listen({ port: Number(PORT) });
