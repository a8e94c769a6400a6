import { TRANSACTION_KINDS, type TransactionKind } from '../domain/index.js';
import { acknowledgeAlert } from './alerts/acknowledge-alert.js';
import { createMonitor } from './alerts/create-monitor.js';
import { deleteMonitor, pauseMonitor, resumeMonitor } from './alerts/monitor-status.js';
import { createCurrency } from './currency.js';
import { eraseOwner } from './erasure.js';
import type { KindDefinition, Mutations, PayloadContent } from './definition.js';
import { adjustmentKind } from './kinds/adjustment.js';
import { bonusKind } from './kinds/bonus.js';
import { commissionKind } from './kinds/commission.js';
import { creditDrawKind } from './kinds/credit-draw.js';
import { creditRepaymentKind } from './kinds/credit-repayment.js';
import { depositKind } from './kinds/deposit.js';
import { earningKind } from './kinds/earning.js';
import { exchangeKind } from './kinds/exchange.js';
import { openingBalanceKind } from './kinds/opening-balance.js';
import { postingKind } from './kinds/posting.js';
import { purchaseKind } from './kinds/purchase.js';
import { refundKind } from './kinds/refund.js';
import { reversalKind } from './kinds/reversal.js';
import { transferKind } from './kinds/transfer.js';
import { withdrawalKind } from './kinds/withdrawal.js';
import type { DeclaredMovement } from './movement.js';
import { openWallet } from './open-wallet.js';
import { runReconciliation } from './reconciliation.js';
import { revokeTokens } from './revocation.js';
import { scheduleTransaction } from './schedules/schedule-transaction.js';
import { cancelSchedule, pauseSchedule, resumeSchedule } from './schedules/schedule-status.js';
import { createSystemAccount } from './system-account.js';
import { setWalletDisplayName } from './wallet-display-name.js';
import { setWalletMetadata } from './wallet-metadata.js';
import {
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  testWebhook,
} from './webhooks/change-webhook.js';
import { createWebhook } from './webhooks/create-webhook.js';
import { replayWebhook } from './webhooks/replay-webhook.js';
import { closeWallet, freezeWallet, unfreezeWallet } from './wallet-status.js';

/** Every kind of transaction, in the order of docs/movements.md. */
export const KIND_DEFINITIONS = {
  DEPOSIT: depositKind,
  WITHDRAWAL: withdrawalKind,
  PURCHASE: purchaseKind,
  REFUND: refundKind,
  TRANSFER: transferKind,
  EXCHANGE: exchangeKind,
  BONUS: bonusKind,
  COMMISSION: commissionKind,
  EARNING: earningKind,
  CREDIT_DRAW: creditDrawKind,
  CREDIT_REPAYMENT: creditRepaymentKind,
  ADJUSTMENT: adjustmentKind,
  POSTING: postingKind,
  OPENING_BALANCE: openingBalanceKind,
  REVERSAL: reversalKind,
} as const satisfies { [K in TransactionKind]: KindDefinition<K> };

/** Mutations that make no transaction and belong to no kind. */
const OTHER_MUTATIONS = {
  wallet: {
    openWallet,
    setWalletMetadata,
    setWalletDisplayName,
    freezeWallet,
    unfreezeWallet,
    closeWallet,
  },
  currency: { createCurrency },
  systemAccount: { createSystemAccount },
  revocation: { revokeTokens },
  reconciliation: { runReconciliation },
  erasure: { eraseOwner },
  schedule: { scheduleTransaction, pauseSchedule, resumeSchedule, cancelSchedule },
  monitor: { createMonitor, pauseMonitor, resumeMonitor, deleteMonitor },
  alert: { acknowledgeAlert },
  webhook: { pauseWebhook, resumeWebhook, replayWebhook, deleteWebhook },
  webhookSecret: { createWebhook, rotateWebhookSecret },
  webhookTest: { testWebhook },
} as const satisfies Mutations;

type Values<T> = T[keyof T];
type Keys<T> = T extends unknown ? keyof T : never;

type AnyMutations = Values<typeof KIND_DEFINITIONS>['mutations'] | typeof OTHER_MUTATIONS;

/** Groups of mutations whose payloads name this content. */
type GroupNaming<C extends PayloadContent> = AnyMutations extends infer M
  ? M extends Readonly<Record<C, infer Group>>
    ? Group
    : never
  : never;

/** Names of the mutations whose payloads name this content. */
export type MutationNaming<C extends PayloadContent> = C extends unknown
  ? Extract<Keys<GroupNaming<C>>, string>
  : never;

/** Name of a mutation that a movement executes. */
export type MutationName = MutationNaming<PayloadContent>;

type Groups = { [C in PayloadContent]: GroupNaming<C> }[PayloadContent];

type MovementOf<N extends MutationName> = Groups extends infer Group
  ? Group extends Readonly<Record<N, infer M>>
    ? M
    : never
  : never;

/** The input of a mutation's movement. */
export type MutationInput<N extends MutationName> =
  MovementOf<N> extends { locks(input: infer I): unknown } ? I : never;

/** The kind of the transaction that a mutation makes or changes. */
export type KindOf<N extends MutationNaming<'transaction'>> = {
  [K in TransactionKind]: (typeof KIND_DEFINITIONS)[K]['mutations'] extends {
    readonly transaction: infer Group;
  }
    ? N extends keyof Group
      ? K
      : never
    : never;
}[TransactionKind];

type ContentOf<N extends MutationName> = {
  [C in PayloadContent]: N extends MutationNaming<C> ? C : never;
}[PayloadContent];

/** Every mutation's movement, and the content of its payload. */
export const MUTATIONS = Object.fromEntries(
  [...Object.values(KIND_DEFINITIONS).map(({ mutations }) => mutations), OTHER_MUTATIONS].flatMap(
    (mutations: Mutations) =>
      Object.entries(mutations).flatMap(([content, group]) =>
        Object.entries(group).map(([name, movement]) => [name, { movement, content }]),
      ),
  ),
) as {
  readonly [N in MutationName]: {
    readonly movement: DeclaredMovement<MutationInput<N>>;
    readonly content: ContentOf<N>;
  };
};

export const MUTATION_NAMES = Object.keys(MUTATIONS) as readonly MutationName[];

/** The kind of the transaction that each mutation makes or changes, if its payload names one. */
export const KIND_OF_MUTATION = Object.fromEntries(
  TRANSACTION_KINDS.flatMap((kind) => {
    const { transaction = {} }: Mutations = KIND_DEFINITIONS[kind].mutations;
    return Object.keys(transaction).map((name) => [name, kind]);
  }),
) as { readonly [N in MutationNaming<'transaction'>]: KindOf<N> };

/**
 * Mutations that can be scheduled: those that make a transaction, and none that only moves one on. The last mutation of each
 * path to a new transaction makes it, and so does each line of a mutation with lines.
 */
export const SCHEDULABLE: readonly MutationName[] = MUTATION_NAMES.filter(
  (name) => MUTATIONS[name].content === 'lines' || makers().has(name),
);

function makers(): ReadonlySet<string> {
  return new Set(
    Object.values(KIND_DEFINITIONS).flatMap(({ docs, mutations }) =>
      docs.begins.flatMap((path) => {
        // A name can carry a difference from the usual example: 'refundPurchase of 50'.
        const [name = ''] = (path.at(-1) ?? '').split(' ');
        const made: Mutations = mutations;
        return made.transaction && name in made.transaction ? [name] : [];
      }),
    ),
  );
}

export function isSchedulable(name: string): name is MutationName {
  return SCHEDULABLE.some((one) => one === name);
}
