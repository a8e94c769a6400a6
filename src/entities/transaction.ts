import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TransactionKind, TransactionStatus } from '../domain/index.js';
import type { Amount } from '../money/index.js';
import { amountColumn } from './columns.js';

/** What somebody did. Only the status and what says of it who and when ever changes, along its kind's arrows. */
@Entity({ name: 'transaction' })
export class Transaction {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: TransactionKind;

  @Column({ type: 'text' })
  status!: TransactionStatus;

  @Column({ type: 'text' })
  currency!: string;

  /** Minor units, always positive; the entries carry the signs. */
  @Column({ type: 'numeric', precision: 38, scale: 0, transformer: amountColumn })
  amount!: Amount;

  /** The wallet it is about; of a transfer, the one that pays. */
  @Column({ type: 'uuid', name: 'wallet_id' })
  walletId!: string;

  /** The other wallet, where there are two; of a transfer, the one that receives. */
  @Column({ type: 'uuid', name: 'counter_wallet_id', nullable: true })
  counterWalletId!: string | null;

  /** The transaction that this one follows: of a reversal or refund what it takes back, of a commission its source. */
  @Column({ type: 'uuid', name: 'original_id', nullable: true })
  originalId!: string | null;

  /** Of an exchange: the quote that it used. */
  @Column({ type: 'uuid', name: 'quote_id', nullable: true })
  quoteId!: string | null;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** The client's own words, returned as they came. */
  @Column({ type: 'jsonb' })
  metadata!: Record<string, unknown>;

  /** What only its kind has, such as the direction of an adjustment. */
  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason!: string | null;

  /** The `sub` of whoever asked for it. */
  @Column({ type: 'text', name: 'initiated_by' })
  initiatedBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** When it became COMPLETED; stays where it failed later. */
  @Column({ type: 'timestamptz', name: 'completed_at', nullable: true })
  completedAt!: Date | null;

  /** When its hold ends by itself; null: never. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** The `sub` of whoever gave it its status; null: it has the one that it began with. */
  @Column({ type: 'text', name: 'status_changed_by', nullable: true })
  statusChangedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'status_changed_at', nullable: true })
  statusChangedAt!: Date | null;
}
