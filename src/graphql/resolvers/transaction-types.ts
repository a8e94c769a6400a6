import {
  KINDS,
  type LegacyDetails,
  OPENING_PARTS,
  type OpeningDetails,
  TRANSACTION_KINDS,
} from '../../domain/index.js';
import type { Transaction as TransactionRow, Wallet as WalletRow } from '../../ledger/index.js';
import { readableStatement, type Soon } from '../../reader/index.js';
import type { GraphQLContext } from '../context.js';
import type {
  AdjustmentResolvers,
  CommissionResolvers,
  ExchangeResolvers,
  OpeningBalanceResolvers,
  PurchaseResolvers,
  RefundResolvers,
  Resolvers,
  ReversalResolvers,
  TransferResolvers,
  WithdrawalResolvers,
} from '../generated/resolvers.js';
import { findingId } from '../ids.js';
import { ofKind, type TransactionType } from '../transaction-of-type.js';
import { maySeeActor, seesStaffMatters } from '../authorization/visibility.js';
import { quoteOf } from './quotes.js';
import { transactionFields, visibleTransaction } from './transactions.js';

/** The fields that every kind has. */
const common = Object.fromEntries(
  TRANSACTION_KINDS.map((kind) => [KINDS[kind].type, transactionFields]),
) as Record<TransactionType, typeof transactionFields>;

const Withdrawal: WithdrawalResolvers = {
  ...transactionFields,
  // The payer's own business: viewers who see only receivers of splits do not read it.
  destination: async ({ id, walletId, details }, _, { loaders }) => {
    const { destination: text } = details as { destination?: unknown };
    if (text === undefined || walletId === null) return null;
    if (typeof text !== 'string')
      throw new Error(`withdrawal ${id} has a destination that is not a string`);
    return (await loaders.wallet(walletId)) === null ? null : text;
  },
};

const Purchase: PurchaseResolvers = {
  ...transactionFields,
  captured: async ({ id, currency }, _, { loaders }) => {
    const { captured } = await loaders.purchase(id);
    return captured === null ? null : { amount: captured, currency };
  },
  refunded: async ({ id, currency }, _, { loaders }) => {
    const { refunds } = await loaders.purchase(id);
    return { amount: refunds.reduce((sum, one) => sum + one, 0n), currency };
  },
};

const Refund: RefundResolvers = {
  ...transactionFields,
  purchase: async (refund, _, context) => ofKind('PURCHASE', await original(refund, _, context)),
};

const Transfer: TransferResolvers = { ...transactionFields, toWallet: counterWallet };

const Exchange: ExchangeResolvers = {
  ...transactionFields,
  toWallet: counterWallet,
  received: async (transaction, _, context) => (await quoteOf(transaction, context)).receives,
  rate: async (transaction, _, context) => (await quoteOf(transaction, context)).rate,
  quote: (transaction, _, context) => quoteOf(transaction, context),
};

const Commission: CommissionResolvers = {
  ...transactionFields,
  source: ({ id, originalId }, _, { loaders }) => {
    if (originalId === null) throw new Error(`commission ${id} names no source`);
    return loaders.transaction(originalId);
  },
  rateBps: ({ id, details }) => {
    const { rateBps } = details as { rateBps?: unknown };
    if (typeof rateBps === 'number') return rateBps;
    throw new Error(`commission ${id} has no rate`);
  },
};

const Adjustment: AdjustmentResolvers = {
  ...transactionFields,
  direction,
  findingId: ({ details }, _, { caller }) => {
    const { finding } = details as { finding?: unknown };
    return typeof finding === 'string' && seesStaffMatters(caller) ? findingId(finding) : null;
  },
  legacyOrigin: ({ details }, _, { caller }) => {
    const { legacy, statement, application } = details as Partial<LegacyDetails>;
    if (legacy === undefined || !seesStaffMatters(caller)) return null;
    return {
      source: legacy,
      statement: readableStatement(statement ?? null),
      applicationName: application ?? null,
    };
  },
};

const OpeningBalance: OpeningBalanceResolvers = {
  ...transactionFields,
  direction,
  part: ({ id, details }) => {
    const { part } = details as Partial<OpeningDetails>;
    if (part !== undefined && OPENING_PARTS.includes(part)) return part;
    throw new Error(`opening ${id} has no part`);
  },
  // The owner reads where the number comes from. The row can name other data of that system, so it is for staff.
  origin: ({ id, initiatedBy, details }, _, { caller }) => {
    const { origin } = details as Partial<OpeningDetails>;
    if (!origin) throw new Error(`opening ${id} has no origin`);
    return { source: origin.source, row: maySeeActor(caller, initiatedBy) ? origin.row : null };
  },
};

const Reversal: ReversalResolvers = { ...transactionFields, original };

/** The resolvers of each kind: the common fields and its own. */
export const transactionTypes: Required<Pick<Resolvers, TransactionType>> = {
  ...common,
  Withdrawal,
  Purchase,
  Refund,
  Transfer,
  Exchange,
  Commission,
  Adjustment,
  OpeningBalance,
  Reversal,
};

/** Whether an adjustment or an opening raised or lowered the balance. */
function direction({ id, kind, details }: TransactionRow): 'CREDIT' | 'DEBIT' {
  const { direction: said } = details as { direction?: unknown };
  if (said === 'CREDIT' || said === 'DEBIT') return said;
  throw new Error(`${kind} ${id} has no direction`);
}

/** The wallet that receives, of a kind with two wallets. */
function counterWallet(
  { id, kind, counterWalletId }: TransactionRow,
  _: unknown,
  { loaders }: GraphQLContext,
): Soon<WalletRow | null> {
  if (counterWalletId === null) throw new Error(`${kind} ${id} names no receiving wallet`);
  return loaders.wallet(counterWalletId);
}

/** The reversed or refunded transaction. It has the same wallets, so a viewer who sees one sees the other. */
function original(
  { id, kind, originalId }: TransactionRow,
  _: unknown,
  context: GraphQLContext,
): Promise<TransactionRow> {
  if (originalId === null) throw new Error(`${kind} ${id} names no original`);
  return visibleTransaction(originalId, context);
}
