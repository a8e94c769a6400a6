import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WalletStatus } from '../domain/index.js';

/** An owner's accounts in one currency, under a name; the row that a commit locks. It has no balance column, on purpose. */
@Entity({ name: 'wallet' })
export class Wallet {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The `sub` of the owner's tokens. */
  @Column({ type: 'text', name: 'owner_id' })
  ownerId!: string;

  @Column({ type: 'text' })
  currency!: string;

  /** One of its owner's and currency's. */
  @Column({ type: 'text' })
  name!: string;

  /** It is the owner's nth wallet, over all currencies; from 1. */
  @Column({ type: 'integer', name: 'owner_number' })
  ownerNumber!: number;

  @Column({ type: 'text' })
  status!: WalletStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason!: string | null;

  @Column({ type: 'text', name: 'status_changed_by', nullable: true })
  statusChangedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'status_changed_at', nullable: true })
  statusChangedAt!: Date | null;

  /** The client's own data. Replaced as a whole. */
  @Column({ type: 'jsonb' })
  metadata!: Record<string, unknown>;

  /** The `sub` of the caller who replaced the metadata last; null if they are those of the opening. */
  @Column({ type: 'text', name: 'metadata_changed_by', nullable: true })
  metadataChangedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'metadata_changed_at', nullable: true })
  metadataChangedAt!: Date | null;

  /** What others who deal with the wallet may call its owner, who set it. The only place that has it. */
  @Column({ type: 'text', name: 'display_name', nullable: true })
  displayName!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
