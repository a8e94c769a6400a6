import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Amount } from '../money/amount.js';
import { amountColumn } from './columns.js';

/** What somebody did. Only the status and what explains it ever changes, along its kind's arrows. */
@Entity({ name: 'transaction' })
export class Transaction {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: 'DEPOSIT' | 'TRANSFER' | 'ADJUSTMENT' | 'REVERSAL';

  @Column({ type: 'text' })
  status!: 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

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

  /** The transaction that this one reverses. */
  @Column({ type: 'uuid', name: 'original_id', nullable: true })
  originalId!: string | null;

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

  @Column({ type: 'timestamptz', name: 'completed_at', nullable: true })
  completedAt!: Date | null;
}
