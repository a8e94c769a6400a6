import type {
  Alert,
  ExchangeQuote,
  Monitor,
  Schedule,
  Transaction,
  Wallet,
  Webhook,
} from '../../entities/index.js';
import type { CreditTerms } from '../../domain/index.js';
import type { AccountHead, SystemShard } from '../../reader/index.js';
import type { LastBonus, Posting, Settings } from '../movement.js';
import type { CurrencyLookUp, SystemAccountLookUp } from './looked-up.js';

/** The rows that were read under the locks. */
export interface LoadedRows {
  readonly now: Date;
  readonly currencies: CurrencyLookUp;
  readonly systemAccounts: SystemAccountLookUp;
  readonly settings: Settings;
  readonly wallets: readonly Wallet[];
  readonly transactions: readonly Transaction[];
  /** The transactions that are PENDING in the wallets whose command needs them. */
  readonly pending: readonly Transaction[];
  /** The transactions that name one of `transactions`, of the commissions on them, or of `lastBonuses` as their original. */
  readonly followers: readonly Transaction[];
  readonly heads: readonly AccountHead[];
  /** The shard for postings to system accounts; undefined if no command posts to one. */
  readonly shard: SystemShard | undefined;
  /** By transaction. */
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  /** By wallet, with the seq of the row in force. */
  readonly creditLines: ReadonlyMap<string, CreditTerms & { readonly seq: number }>;
  /** By `ownerText`. */
  readonly lastBonuses: ReadonlyMap<string, LastBonus>;
  /** How many wallets each owner has for whom one is to be opened. */
  readonly walletCounts: ReadonlyMap<string, number>;
  readonly quotes: readonly ExchangeQuote[];
  readonly usedQuotes: readonly string[];
  readonly schedules: readonly Schedule[];
  /** Those of the schedules whose creator's tokens have been revoked since. */
  readonly revokedSchedules: ReadonlySet<string>;
  readonly monitors: readonly Monitor[];
  readonly alerts: readonly Alert[];
  readonly webhooks: readonly Webhook[];
  /** Those of the asked deliveries that are dead letters, by `deliveryText`. */
  readonly deadLetters: ReadonlySet<string>;
  /** The wallet that each finding is about, by its id. */
  readonly walletsOfFindings: ReadonlyMap<string, string | null>;
}
