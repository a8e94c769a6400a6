import { type GraphQLResolveInfo, type GraphQLSchema, TypeNameMetaFieldDef } from 'graphql';
import { type LiveEvent, NotFoundError, type WalletNow } from '../../live/index.js';
import type { RowReader, Soon } from '../../reader/index.js';
import { isOfWallet } from './commit-answers.js';
import type { GraphQLContext } from '../context.js';
import { knownReader } from './known-rows.js';
import { operationCheck, type SelectedField } from './operation-fields.js';

// A push has the row of each of its wallets and its balance, read once for all subscribers. Most subscriptions show
// nothing else. One that does shows everything as of one later moment, which is read for it alone.

/** The subscriptions to wallets, and the types of their pushes, whose own fields all show the pushed wallet. */
const SUBSCRIPTIONS = ['balanceChanged', 'walletChanges'];
const PUSHED = ['BalanceChange', 'WalletChange'];

/** Whether all that a subscription shows is in its pushes: wallets and their balances. */
export function answersFromPush(schema: GraphQLSchema): (info: GraphQLResolveInfo) => boolean {
  const root = schema.getSubscriptionType()?.name;
  return operationCheck(schema, (fields) => fields.every((field) => isOfPush(field, root)));
}

function isOfPush({ node, types }: SelectedField, root: string | undefined): boolean {
  const name = node.name.value;
  if (name === TypeNameMetaFieldDef.name) return true;
  return types.every((type) => {
    if (type === root) return SUBSCRIPTIONS.includes(name);
    // An argument asks for something else than what is, such as a balance of the past.
    if (node.arguments?.length) return false;
    return PUSHED.includes(type) || isOfWallet(type, name);
  });
}

/** The events for the pushes of an operation: as they are if its pushes show only them, otherwise each to be read again. */
export function eventsFor<T>(
  events: AsyncIterable<LiveEvent<T>>,
  { isOfPush: showsOnlyThem }: GraphQLContext,
): AsyncIterable<LiveEvent<T>> {
  return showsOnlyThem ? events : toReadAgain(events);
}

/** Not shared, because each push reads its own moment; and such a push can show already what the next event is about. */
async function* toReadAgain<T>(events: AsyncIterable<LiveEvent<T>>): AsyncGenerator<LiveEvent<T>> {
  for await (const { value, committedAt } of events) yield { value, committedAt, mayRepeat: true };
}

/** The wallets of a push, at the one moment of everything that the push shows. */
export function walletsOfPush(
  wallets: readonly WalletNow[],
  context: GraphQLContext,
): Soon<readonly WalletNow[]> {
  if (!context.isOfPush) return Promise.all(wallets.map((now) => readAgain(now, context)));
  context.readFrom(readerOf(wallets));
  return wallets;
}

async function readAgain(
  { wallet: { id } }: WalletNow,
  { loaders }: GraphQLContext,
): Promise<WalletNow> {
  const [wallet, balance] = await Promise.all([loaders.wallet(id), loaders.balance(id, undefined)]);
  if (wallet === null) throw new NotFoundError('wallet');
  return { wallet, balance };
}

function readerOf(wallets: readonly WalletNow[]): RowReader {
  const known = new Map(wallets.map((now) => [now.wallet.id, now]));
  return knownReader({
    wallet: (id) => known.get(id)?.wallet,
    balance: ({ id }) => {
      const now = known.get(id);
      if (now === undefined) throw new Error(`wallet ${id} is not in the push`);
      return now.balance;
    },
    transaction: () => undefined,
  });
}
