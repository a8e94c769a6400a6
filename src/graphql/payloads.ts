import type { AffectedIds, Result } from '../ledger/index.js';
import {
  KIND_OF_MUTATION,
  type KindOf,
  MUTATION_NAMES,
  MUTATIONS,
  type MutationName,
  type MutationNaming,
  type PayloadContent,
} from '../movements/index.js';
import {
  REFUSAL_CODES,
  type MoneyAmount,
  type Refusal,
  type RefusalCode,
  type Split,
  type TransactionKind,
} from '../domain/index.js';
import type { Attempt } from '../webhooks/index.js';
import type { Amount } from '../money/index.js';
import type {
  Alert,
  DriftValue,
  EntryOfTransaction,
  Erasure,
  Monitor,
  Quote,
  ReconciliationRun,
  Report,
  Schedule,
  Transaction,
  Wallet,
  Webhook,
} from '../reader/index.js';

/** A system account in the treasury. */
export interface SystemAccountBalanceModel {
  readonly name: string;
  readonly balance: MoneyAmount;
}

/** What the transactions of one kind moved in one currency. */
export interface TreasuryFlowModel {
  readonly kind: TransactionKind;
  readonly transactions: number;
  readonly moneyIn: MoneyAmount;
  readonly moneyOut: MoneyAmount;
  readonly moved: MoneyAmount;
}

/** What happened to a system account in one currency. */
export interface SystemAccountFlowModel {
  readonly name: string;
  readonly opening: MoneyAmount;
  readonly debits: MoneyAmount;
  readonly credits: MoneyAmount;
  readonly closing: MoneyAmount;
}

/** A split of a transaction, in minor units of its currency. */
export type SplitModel = Split & { readonly currency: string; readonly takenBack: Amount };

/** With whom a wallet dealt: what the other owner lets them be called, and their wallet if the viewer may see it. */
export interface CounterpartyModel {
  readonly displayName: string | null;
  readonly wallet: Wallet | null;
}

/** What a payer may know of a wallet that is not theirs. */
export type PayeeModel = Pick<Wallet, 'displayName'> & { readonly walletId: string };

/** A wallet's credit line, with what its owner owes. */
export interface CreditLineModel {
  readonly approved: boolean;
  readonly limit: MoneyAmount;
  readonly owed: MoneyAmount;
  readonly available: MoneyAmount;
}

/** The mutations that share a payload type. Any other mutation `x` has its own `XPayload`. */
const WITH_WALLET_PAYLOAD = [
  ...(['freezeWallet', 'unfreezeWallet', 'closeWallet'] as const),
  ...(['setWalletMetadata', 'setWalletDisplayName'] as const),
];
const WITH_SCHEDULE_PAYLOAD = ['pauseSchedule', 'resumeSchedule', 'cancelSchedule'] as const;
const WITH_MONITOR_PAYLOAD = ['pauseMonitor', 'resumeMonitor', 'deleteMonitor'] as const;

const WITH_WEBHOOK_PAYLOAD = [
  ...(['pauseWebhook', 'resumeWebhook'] as const),
  ...(['replayWebhook', 'deleteWebhook'] as const),
];

const SHARED_PAYLOADS: readonly (readonly [string, readonly string[]])[] = [
  ['WalletPayload', WITH_WALLET_PAYLOAD],
  ['SchedulePayload', WITH_SCHEDULE_PAYLOAD],
  ['MonitorPayload', WITH_MONITOR_PAYLOAD],
  ['WebhookPayload', WITH_WEBHOOK_PAYLOAD],
];

type PayloadType<N extends MutationName> = N extends (typeof WITH_WALLET_PAYLOAD)[number]
  ? 'WalletPayload'
  : N extends (typeof WITH_SCHEDULE_PAYLOAD)[number]
    ? 'SchedulePayload'
    : N extends (typeof WITH_MONITOR_PAYLOAD)[number]
      ? 'MonitorPayload'
      : N extends (typeof WITH_WEBHOOK_PAYLOAD)[number]
        ? 'WebhookPayload'
        : `${Capitalize<N>}Payload`;

function payloadType<N extends MutationName>(mutation: N): PayloadType<N> {
  const shared = SHARED_PAYLOADS.find(([, names]) => names.includes(mutation));
  return (shared?.[0] ?? `${capitalized(mutation)}Payload`) as PayloadType<N>;
}

/** The payload types that name this content. */
type PayloadTypeNaming<C extends PayloadContent> =
  PayloadType<MutationNaming<C>> | (C extends 'transaction' ? 'EarningPayload' : never);

/** The payload types that name this content, from the list of mutations. */
export function payloadTypesNaming<C extends SingleContent>(content: C): PayloadTypeNaming<C>[] {
  const naming = MUTATION_NAMES.filter((name) => MUTATIONS[name].content === content);
  const types = [...new Set(naming.map(payloadType))] as PayloadTypeNaming<C>[];
  // The payload of a line of distributeEarnings. No mutation has it as its own.
  return content === 'transaction' ? [...types, 'EarningPayload' as PayloadTypeNaming<C>] : types;
}

type MutationOfPayload<T extends TransactionPayloadType> = {
  [N in MutationNaming<'transaction'>]: PayloadType<N> extends T ? N : never;
}[MutationNaming<'transaction'>];

/** The kind of the transaction that a payload type names. */
export type PayloadKind<T extends TransactionPayloadType> = T extends 'EarningPayload'
  ? 'EARNING'
  : KindOf<MutationOfPayload<T>>;

/** The kind of the transaction that each payload type names, from the list of kinds. */
export const PAYLOAD_KINDS = {
  ...Object.fromEntries(
    Object.entries(KIND_OF_MUTATION).map(([name, kind]) => [
      payloadType(name as MutationName),
      kind,
    ]),
  ),
  EarningPayload: 'EARNING',
} as { readonly [T in TransactionPayloadType]: PayloadKind<T> };

export type SingleContent = Exclude<PayloadContent, 'lines'>;

/** The mutations whose payload names one row. */
export type SingleMutation = MutationNaming<SingleContent>;

/** The field of the ledger's AffectedIds for each content. */
const NAMES = {
  transaction: 'transactionId',
  wallet: 'walletId',
  quote: 'quoteId',
  currency: 'currencyCode',
  systemAccount: 'systemAccountName',
  revocation: 'revocation',
  reconciliation: 'reconciliationId',
  schedule: 'scheduleId',
  webhook: 'webhookId',
  webhookSecret: 'webhookId',
  webhookTest: 'webhookId',
  erasure: 'erasure',
  monitor: 'monitorId',
  alert: 'alertId',
} as const satisfies Record<SingleContent, keyof AffectedIds>;

/** A payload carries the id of its row. The resolvers read the row if the client selects it. */
type PayloadModel<C extends SingleContent> = {
  readonly __typename: PayloadTypeNaming<C>;
  readonly replayed: boolean;
} & Required<Pick<AffectedIds, (typeof NAMES)[C]>>;

type TransactionPayloadType = PayloadTypeNaming<'transaction'>;

/** A payload of this type. The kind of its transaction follows from the type: `PAYLOAD_KINDS`. */
export type TransactionPayloadModel<T extends TransactionPayloadType = TransactionPayloadType> =
  Omit<PayloadModel<'transaction'>, '__typename'> & { readonly __typename: T };
export type WalletPayloadModel = PayloadModel<'wallet'>;
export type QuotePayloadModel = PayloadModel<'quote'>;
export type CurrencyPayloadModel = PayloadModel<'currency'>;
export type SystemAccountPayloadModel = PayloadModel<'systemAccount'>;
export type ReconciliationPayloadModel = PayloadModel<'reconciliation'>;
export type SchedulePayloadModel = PayloadModel<'schedule'>;
export type WebhookPayloadModel = PayloadModel<'webhook'>;
/** With the version of the secret that was made. */
export type WebhookSecretPayloadModel = PayloadModel<'webhookSecret'> &
  Required<Pick<AffectedIds, 'webhookSecret'>>;
export type WebhookTestPayloadModel = PayloadModel<'webhookTest'> & { readonly test: Attempt };
export type ErasurePayloadModel = PayloadModel<'erasure'>;
export type MonitorPayloadModel = PayloadModel<'monitor'>;
export type AlertPayloadModel = PayloadModel<'alert'>;
export type RevocationPayloadModel = PayloadModel<'revocation'>;

/** The outcome of each line of a distribution. */
export interface EarningsPayloadModel {
  readonly __typename: 'DistributeEarningsPayload';
  /** The currency of all lines. */
  readonly currency: string;
  readonly paid: readonly TransactionPayloadModel<'EarningPayload'>[];
  readonly refused: readonly {
    readonly index: number;
    readonly walletId: string;
    readonly error: Refusal;
  }[];
  readonly replayed: boolean;
}

/** The outcome of each of several transfers. */
export interface TransfersPayloadModel {
  readonly __typename: 'TransferManyPayload';
  readonly done: readonly TransactionPayloadModel<'TransferPayload'>[];
  readonly refused: readonly { readonly index: number; readonly error: Refusal }[];
  readonly replayed: boolean;
}

/** The balance that a column shows, with the currency that it is in. */
export interface DriftValueModel extends DriftValue {
  readonly currency: string;
}

/** A row that has an id of its own in the API. */
export type NodeModel =
  | Wallet
  | Transaction
  | Quote
  | EntryOfTransaction
  | ReconciliationRun
  | Schedule
  | Erasure
  | Monitor
  | Alert
  | Report
  | Webhook;

export type Payload =
  | { [C in SingleContent]: PayloadModel<C> }[SingleContent]
  | EarningsPayloadModel
  | TransfersPayloadModel;

type CamelCase<Code extends string> = Code extends `${infer Word}_${infer Rest}`
  ? `${Capitalize<Lowercase<Word>>}${CamelCase<Rest>}`
  : Capitalize<Lowercase<Code>>;

/** The SDL's type for each code: the code in Pascal case. */
export const REFUSAL_TYPES = Object.fromEntries(
  REFUSAL_CODES.map((code) => [
    code,
    code
      .split('_')
      .map((word) => capitalized(word.toLowerCase()))
      .join(''),
  ]),
) as { readonly [Code in RefusalCode]: CamelCase<Code> };

/** The ledger's result as a member of a mutation's result union. */
export function payloadOf(
  mutation: SingleMutation,
  { outcome, replayed }: Result,
): Payload | Refusal {
  if ('many' in outcome) throw new Error(`${mutation}: the ledger returned lines`);
  if ('refused' in outcome) return outcome.refused;
  const { content } = MUTATIONS[mutation];
  const name = NAMES[content];
  const named = outcome.done[name];
  if (named === undefined) throw new Error(`${mutation}: the ledger returned no ${content}`);
  return { __typename: payloadType(mutation), [name]: named, replayed } as Payload;
}

/** The outcomes of the lines of a command with several lines, in order; or a refusal of the whole command. */
export function linesPayloadOf<T extends TransactionPayloadType>(
  type: T,
  { outcome, replayed }: Result,
): Lines<T> | Refusal {
  if ('refused' in outcome) return outcome.refused;
  if (!('many' in outcome)) throw new Error(`${type}: the ledger returned no lines`);
  const { done, refused } = outcome.many;
  return {
    done: done.map(({ transactionId }) => ({ __typename: type, transactionId, replayed })),
    refused: refused.map((line) => ({ index: line.index, error: line.refused })),
    replayed,
  };
}

type Lines<T extends TransactionPayloadType> = Omit<
  TransfersPayloadModel,
  '__typename' | 'done'
> & { readonly done: readonly TransactionPayloadModel<T>[] };

/** The SDL's type of a refusal. */
export function refusalType({ code }: Refusal): (typeof REFUSAL_TYPES)[RefusalCode] {
  return REFUSAL_TYPES[code];
}

/**
 * The type of a member of a result union. If the union lacks a refusal, that is an internal error, not the client's:
 * GraphQL raises one that names the type and the union.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- T is the members of the calling union
export function resultType<T extends string>(member: Payload | Refusal): T {
  return ('code' in member ? refusalType(member) : member.__typename) as T;
}

/** The word with its first letter in upper case. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
