import type {
  Alert,
  CreditLine,
  Currency,
  ExchangeQuote,
  Monitor,
  Reconciliation,
  Schedule,
  SystemAccount,
  Transaction,
  Wallet,
  Webhook,
} from '../entities/index.js';
import type { AccountHead } from '../reader/index.js';
import type { LoggedCommand } from './idempotency.js';
import type { Changes, NewErasure, WebhookReplay } from './movement.js';
import type { Phase } from '../domain/index.js';

/** An entry to write: the next link of an account's chain. */
export interface NewEntry {
  readonly account: AccountHead;
  readonly seq: number;
  readonly transactionId: string;
  readonly phase: Phase;
  readonly amount: bigint;
  readonly balance: bigint;
}

/** A new account. A system account has the shard of its entries; a wallet's account has shard 0. */
export interface NewAccount extends AccountHead {
  readonly shard: number;
}

/** A revocation of all tokens of a subject that were issued until then. */
export interface NewRevocation {
  readonly subject: string;
  readonly revokedAt: Date;
  readonly reason: string;
  /** The `sub` of the admin who revoked them. */
  readonly revokedBy: string;
}

/** A message of an alert to one of its monitor's channels. */
export interface NewNotification {
  readonly alertId: string;
  /** The place of the channel in the list. */
  readonly channel: number;
  readonly webhookId: string | null;
  readonly email: string | null;
  readonly dueAt: Date;
}

/** All rows that a batch will write in one commit. `writeBatch` has their order. */
export interface PendingWrites {
  readonly newCurrencies: Currency[];
  readonly newSystemAccounts: SystemAccount[];
  readonly newReconciliations: Reconciliation[];
  readonly newSchedules: Schedule[];
  readonly newErasures: NewErasure[];
  readonly changedSchedules: Map<string, Schedule>;
  readonly newMonitors: Monitor[];
  readonly changedMonitors: Map<string, Monitor>;
  readonly newAlerts: Map<string, Alert>;
  readonly newNotifications: NewNotification[];
  readonly changedAlerts: Map<string, Alert>;
  readonly newWebhooks: Webhook[];
  readonly changedWebhooks: Map<string, Webhook>;
  readonly webhookReplays: WebhookReplay[];
  readonly newWallets: Wallet[];
  readonly changedWallets: Map<string, Wallet>;
  readonly newAccounts: NewAccount[];
  readonly newTransactions: Map<string, Transaction>;
  readonly changedTransactions: Map<string, Transaction>;
  readonly entries: NewEntry[];
  readonly creditLines: CreditLine[];
  readonly quotes: ExchangeQuote[];
  /** By subject. Two revocations of a subject in one commit have one timestamp, so they are one row. */
  readonly revocations: Map<string, NewRevocation>;
  readonly commands: LoggedCommand[];
}

export function emptyPendingWrites(): PendingWrites {
  return {
    newCurrencies: [],
    newSystemAccounts: [],
    newReconciliations: [],
    newSchedules: [],
    newErasures: [],
    changedSchedules: new Map(),
    newMonitors: [],
    changedMonitors: new Map(),
    newAlerts: new Map(),
    newNotifications: [],
    changedAlerts: new Map(),
    newWebhooks: [],
    changedWebhooks: new Map(),
    webhookReplays: [],
    newWallets: [],
    changedWallets: new Map(),
    newAccounts: [],
    newTransactions: new Map(),
    changedTransactions: new Map(),
    entries: [],
    creditLines: [],
    quotes: [],
    revocations: new Map(),
    commands: [],
  };
}

/** The columns of a wallet that a change gives new values. */
export function changedColumns(
  change: NonNullable<Changes['walletChange']>,
  by: string,
  now: Date,
): Partial<Wallet> {
  if ('displayName' in change) return { displayName: change.displayName };
  if ('metadata' in change)
    return { metadata: change.metadata, metadataChangedBy: by, metadataChangedAt: now };
  const { status, reason } = change;
  return { status, statusReason: reason, statusChangedBy: by, statusChangedAt: now };
}
