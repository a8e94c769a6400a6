import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WalletStatus } from '../domain/index.js';

/** An owner's accounts in one currency; the row that a commit locks. It has no balance column, on purpose. */
@Entity({ name: 'wallet' })
export class Wallet {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The `sub` of the owner's tokens. */
  @Column({ type: 'text', name: 'owner_id' })
  ownerId!: string;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'text' })
  status!: WalletStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason!: string | null;

  @Column({ type: 'text', name: 'status_changed_by', nullable: true })
  statusChangedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'status_changed_at', nullable: true })
  statusChangedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
