import { type LiveEvent, NotFoundError, type WalletNow } from '../../live/index.js';
import type { GraphQLContext } from '../context.js';
import type {
  BalanceChangeResolvers,
  SubscriptionResolvers,
  WalletChangeResolvers,
} from '../generated/resolvers.js';
import { readTransactionId, readWalletId, walletId } from '../ids.js';
import type { LogEvent } from '../../reader/index.js';
import { eventsIn } from '../inputs/log-filters.js';
import { asIs, ifSent, ownerIdIn } from '../inputs/inputs.js';
import { eventsFor, walletsOfPush } from '../answers/push-answers.js';

export const Subscription: Required<SubscriptionResolvers> = {
  balanceChanged: {
    subscribe: async (_, args, context) => {
      const { caller, live, signal } = context;
      const walletId = readWalletId(args.walletId, 'walletId');
      return eventsFor(await live.balance(caller, walletId, signal), context);
    },
    resolve: ({ value }: LiveEvent<WalletNow>, _: unknown, context: GraphQLContext) => {
      const shown = walletsOfPush([value], context);
      return shown instanceof Promise ? shown.then(only) : only(shown);
    },
  },
  walletChanges: {
    subscribe: (_, { filter }, context) => {
      const { caller, live, signal } = context;
      const wanted = { ownerId: ownerIdIn(filter), currency: ifSent(filter?.currency, asIs) };
      return eventsFor(live.walletChanges(caller, wanted, signal), context);
    },
    resolve: ({ value }: LiveEvent<readonly WalletNow[]>, _: unknown, context: GraphQLContext) =>
      walletsOfPush(value, context),
  },
  transactionChanged: {
    subscribe: (_, { id }, { caller, live, signal }) =>
      live.transaction(caller, readTransactionId(id), signal),
    resolve: async (event: LiveEvent<string>, _: unknown, { loaders }: GraphQLContext) => {
      const transaction = await loaders.transaction(event.value);
      if (transaction === null) throw new NotFoundError('transaction');
      return transaction;
    },
  },
  eventAdded: {
    subscribe: async (_, { after, filter }, context) => {
      const { caller, live, events, signal } = context;
      const wanted = eventsIn(filter);
      live.admit(caller, signal);
      const place = after == null ? undefined : await context.eventPlace(after);
      return eventPushes(events.follow(caller, place, wanted, signal));
    },
    resolve: ({ value }: LiveEvent<LogEvent>) => value,
  },
  alertRaised: {
    subscribe: (_, __, { caller, live, events, signal }) => {
      live.admit(caller, signal);
      return eventPushes(events.follow(caller, undefined, { types: ['alert.raised'] }, signal));
    },
    resolve: async ({ value }: LiveEvent<LogEvent>, _: unknown, { loaders }: GraphQLContext) => {
      const alert = await loaders.alert(value.alertId ?? '');
      if (alert === null) throw new Error('an alert was raised that is not in the book');
      return alert;
    },
  },
};

async function* eventPushes(events: AsyncIterable<LogEvent>): AsyncGenerator<LiveEvent<LogEvent>> {
  const began = Date.now();
  for await (const event of events) {
    const at = event.at.getTime();
    // One that a client catches up with has not been late.
    yield { value: event, loggedAt: at >= began ? at : undefined };
  }
}

function only([now]: readonly WalletNow[]): WalletNow {
  if (now === undefined) throw new Error('the push has no wallet');
  return now;
}

export const BalanceChange: BalanceChangeResolvers = {
  walletId: ({ wallet }) => walletId(wallet.id),
  status: ({ wallet }) => wallet.status,
};

export const WalletChange: WalletChangeResolvers = {
  walletId: ({ wallet }) => walletId(wallet.id),
  ownerId: ({ wallet }) => wallet.ownerId,
  currency: ({ wallet }) => wallet.currency,
  status: ({ wallet }) => wallet.status,
};
