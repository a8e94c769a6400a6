/* The write path: lock, load, let the movement decide, write, commit once. The only writer; it never decides. */
export { channelOf, readAnnouncement, type Announcement } from './notify.js';
export type {
  Alert,
  ExchangeQuote,
  Monitor,
  Schedule,
  Transaction,
  Wallet,
  Webhook,
} from '../entities/index.js';
export { CheckpointWriter } from './checkpoint-writer.js';
export { COMMANDS_PER_COMMIT } from './log-commands.js';
export { Ledger, type LedgerOptions, type LedgerSources, type SubmitOptions } from './ledger.js';
export type { Gone } from './queue/queued-command.js';
export type { CommandOrigin, LedgerObserver } from './ledger-observer.js';
export type {
  AffectedIds,
  Changes,
  LastBonus,
  LockedState,
  Locks,
  Movement,
  MultiDecision,
  Posting,
  Settings,
  WalletName,
} from './movement.js';
export {
  LockedError,
  type NamedByCommand,
  OutcomeUnknownError,
  OverloadedError,
  UnavailableError,
  type CommittedRows,
  type ManyOutcome,
  type Outcome,
  type Result,
} from './result.js';
export { eraseNext } from './erasing/erase-owner.js';
export { addCurrencies } from './currencies.js';
export { CREATE_INCOMING, INDEX_INCOMING, nthIdSql } from './import/incoming.js';
export { type IncomingBatch, writeIncoming } from './import/write-incoming.js';
export { IMPORTED_POSTINGS } from './import/postings.js';
export { adoptedTablesSql } from './adopted/tables-sql.js';
export { cashSeenSql, changeFunctionsSql } from './adopted/change-sql.js';
export { postFunctionsSql } from './adopted/post-sql.js';
