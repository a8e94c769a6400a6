import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Split, TransactionKind, TransactionStatus } from '../domain/index.js';
import type { Amount } from '../money/index.js';
import { amountColumn, listColumn, splitsColumn } from './columns.js';

/** What a caller did. Only the status and the columns about it ever change, along the transitions of the kind. */
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

  /** The wallet that the transaction is about; in a transfer, the wallet that pays; null: a posting without wallets. */
  @Column({ type: 'uuid', name: 'wallet_id', nullable: true })
  walletId!: string | null;

  /** The second wallet, if the transaction has two; in a transfer, the wallet that receives. */
  @Column({ type: 'uuid', name: 'counter_wallet_id', nullable: true })
  counterWalletId!: string | null;

  /** The other wallets of which it moves money, or will: receivers of its splits, and wallets of a posting's legs. */
  @Column({
    ...{ type: 'uuid', name: 'further_wallet_ids', array: true, nullable: true },
    transformer: listColumn,
  })
  furtherWalletIds!: readonly string[];

  /** The parts of the amount that go to receivers of their own. */
  @Column({ type: 'jsonb', nullable: true, transformer: splitsColumn })
  splits!: readonly Split[];

  /** The earlier transaction that this one refers to: what a reversal or refund takes back, or a commission's source. */
  @Column({ type: 'uuid', name: 'original_id', nullable: true })
  originalId!: string | null;

  /** The reversed bonus or commission instead of which this one is paid. */
  @Column({ type: 'uuid', name: 'replaces_id', nullable: true })
  replacesId!: string | null;

  /** The owner of the wallet, if this is a bonus: it is paid once an owner, currency and day. */
  @Column({ type: 'text', name: 'bonus_owner', nullable: true })
  bonusOwner!: string | null;

  /** The quote that an exchange used. */
  @Column({ type: 'uuid', name: 'quote_id', nullable: true })
  quoteId!: string | null;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** The client's own data, returned as it came. */
  @Column({ type: 'jsonb' })
  metadata!: Record<string, unknown>;

  /** Fields that only this kind has, such as the direction of an adjustment. */
  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason!: string | null;

  /** The `sub` of the caller who requested it. */
  @Column({ type: 'text', name: 'initiated_by' })
  initiatedBy!: string;

  /** Whether that caller was a program, with the role SERVICE and none of people's. */
  @Column({ type: 'boolean', name: 'initiated_by_program' })
  initiatedByProgram!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** When it became COMPLETED. Kept if it fails later. */
  @Column({ type: 'timestamptz', name: 'completed_at', nullable: true })
  completedAt!: Date | null;

  /** When it took effect by the caller's own books, at `createdAt` or before; null: at `createdAt`. */
  @Column({ type: 'timestamptz', name: 'effective_at', nullable: true })
  effectiveAt!: Date | null;

  /** When its hold expires; null if it never does. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** The `sub` of the caller who set the present status; null if the status never changed. */
  @Column({ type: 'text', name: 'status_changed_by', nullable: true })
  statusChangedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'status_changed_at', nullable: true })
  statusChangedAt!: Date | null;
}

/** A transaction of this kind. */
export type TransactionOf<K extends TransactionKind> = Transaction & { readonly kind: K };
