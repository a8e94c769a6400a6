import type { TransactionKind } from '../../domain/index.js';
import { MUTATION_NAMES, type MutationName } from '../../movements/index.js';
import type { GraphQLContext } from '../context.js';
import type {
  CreateCurrencyPayloadResolvers,
  CreateSystemAccountPayloadResolvers,
  EraseOwnerPayloadResolvers,
  OpenWalletPayloadResolvers,
  QuoteExchangePayloadResolvers,
  Resolvers,
  RevokeTokensPayloadResolvers,
  RunReconciliationPayloadResolvers,
  MonitorPayloadResolvers,
  AcknowledgeAlertPayloadResolvers,
  SchedulePayloadResolvers,
  UserErrorResolvers,
} from '../generated/resolvers.js';
import {
  capitalized,
  PAYLOAD_KINDS,
  payloadTypesNaming,
  refusalType,
  resultType,
  type SingleContent,
  type WalletPayloadModel,
} from '../payloads.js';
import { DistributeEarningsPayload } from './line-mutations.js';
import { visibleQuote } from './quotes.js';
import { webhookPayload, webhookSecretPayload, webhookTestPayload } from './webhooks.js';
import { visibleTransactionOf } from './transactions.js';

type PayloadKinds = typeof PAYLOAD_KINDS;

/** The fields of a payload that names a transaction of this kind. */
const transactionPayload = <K extends TransactionKind>(kind: K) => ({
  transaction: (
    { transactionId }: { readonly transactionId: string },
    _: unknown,
    context: GraphQLContext,
  ) => visibleTransactionOf(kind, transactionId, context),
});

/** The resolvers of every payload that names a transaction, each of the one kind that it can name. */
const transactionPayloads = Object.fromEntries(
  Object.entries(PAYLOAD_KINDS).map(([type, kind]) => [type, transactionPayload(kind)]),
) as {
  readonly [T in keyof PayloadKinds]: ReturnType<typeof transactionPayload<PayloadKinds[T]>>;
};

/** The fields of every payload that names a wallet. */
const walletPayload = {
  wallet: async ({ walletId }: WalletPayloadModel, _: unknown, { loaders }: GraphQLContext) => {
    const wallet = await loaders.wallet(walletId);
    if (wallet === null) throw new Error(`the caller changed wallet ${walletId} but cannot see it`);
    return wallet;
  },
} satisfies OpenWalletPayloadResolvers;

const quotePayload: QuoteExchangePayloadResolvers = {
  quote: ({ quoteId }, _, context) => visibleQuote(quoteId, context),
};

const currencyPayload: CreateCurrencyPayloadResolvers = {
  currency: ({ currencyCode }, _, context) => context.currencyNamed(currencyCode),
};

const systemAccountPayload: CreateSystemAccountPayloadResolvers = {
  systemAccount: ({ systemAccountName }, _, context) =>
    context.systemAccountNamed(systemAccountName),
};

const revocationPayload: RevokeTokensPayloadResolvers = {
  subject: ({ revocation }) => revocation.subject,
  revokedAt: ({ revocation }) => new Date(revocation.revokedAt),
};

const reconciliationPayload: RunReconciliationPayloadResolvers = {
  reconciliation: async ({ reconciliationId: id }, _, { loaders }) => {
    const run = await loaders.reconciliation(id);
    if (run === null)
      throw new Error(`the caller asked for reconciliation ${id} but cannot see it`);
    return run;
  },
};

const schedulePayload: SchedulePayloadResolvers = {
  schedule: async ({ scheduleId }, _, { loaders }) => {
    const schedule = await loaders.schedule(scheduleId);
    if (schedule === null)
      throw new Error(`the caller changed schedule ${scheduleId} but cannot see it`);
    return schedule;
  },
};

const erasurePayload: EraseOwnerPayloadResolvers = {
  erasure: async ({ erasure: { id } }, _, { loaders }) => {
    const erasure = await loaders.erasure(id);
    if (erasure === null) throw new Error(`the caller asked for erasure ${id} but cannot see it`);
    return erasure;
  },
};

const monitorPayload: MonitorPayloadResolvers = {
  monitor: async ({ monitorId }, _, { loaders }) => {
    const monitor = await loaders.monitor(monitorId);
    if (monitor === null)
      throw new Error(`the caller changed monitor ${monitorId} but cannot see it`);
    return monitor;
  },
};

const alertPayload: AcknowledgeAlertPayloadResolvers = {
  alert: async ({ alertId }, _, { loaders }) => {
    const alert = await loaders.alert(alertId);
    if (alert === null) throw new Error(`the caller changed alert ${alertId} but cannot see it`);
    return alert;
  },
};

/** Types without resolvers: the interface, and a payload whose model has all fields already. */
type Plain = 'TransactionPayload' | 'TransferManyPayload';
type Payload = Exclude<Extract<keyof Resolvers, `${string}Payload`>, Plain>;

/** Required, so that a payload of the SDL that belongs to no mutation does not compile. */
export const payloads: Required<Pick<Resolvers, Payload>> = {
  ...transactionPayloads,
  ...each('wallet', walletPayload),
  ...each('quote', quotePayload),
  ...each('currency', currencyPayload),
  ...each('systemAccount', systemAccountPayload),
  ...each('revocation', revocationPayload),
  ...each('reconciliation', reconciliationPayload),
  ...each('schedule', schedulePayload),
  ...each('webhook', webhookPayload),
  ...each('webhookSecret', webhookSecretPayload),
  ...each('webhookTest', webhookTestPayload),
  ...each('erasure', erasurePayload),
  ...each('monitor', monitorPayload),
  ...each('alert', alertPayload),
  DistributeEarningsPayload,
};

/** The same resolvers for every payload type that names this content. */
function each<C extends SingleContent, R>(content: C, resolvers: R) {
  const types = payloadTypesNaming(content);
  return Object.fromEntries(types.map((type) => [type, resolvers])) as Record<
    (typeof types)[number],
    R
  >;
}

type Result = Extract<keyof Resolvers, `${string}Result`>;

/** The result unions of all mutations. Each distinguishes its members in the same way. */
export const results: Required<Pick<Resolvers, Result>> = Object.fromEntries(
  MUTATION_NAMES.map((name) => [`${capitalized(name)}Result`, { __resolveType: resultType }]),
) as { [N in MutationName as `${Capitalize<N>}Result`]: { __resolveType: typeof resultType } };

export const UserError: UserErrorResolvers = { __resolveType: refusalType };
