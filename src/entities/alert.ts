import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a monitor saw. */
@Entity({ name: 'alert' })
export class Alert {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'monitor_id' })
  monitorId!: string;

  /** Where or in what the monitor saw it: one of its monitor's. */
  @Column({ type: 'text' })
  crossing!: string;

  @Column({ type: 'uuid', name: 'wallet_id', nullable: true })
  walletId!: string | null;

  @Column({ type: 'uuid', name: 'transaction_id', nullable: true })
  transactionId!: string | null;

  /** What it saw, in words. */
  @Column({ type: 'text' })
  summary!: string;

  /** What it saw. Ids are UUIDs, amounts as text. */
  @Column({ type: 'jsonb' })
  data!: Record<string, unknown>;

  @Column({ type: 'timestamptz', name: 'happened_at' })
  happenedAt!: Date;

  @Column({ type: 'timestamptz', name: 'raised_at' })
  raisedAt!: Date;

  /** null: it is open. */
  @Column({ type: 'text', name: 'acknowledged_by', nullable: true })
  acknowledgedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'acknowledged_at', nullable: true })
  acknowledgedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  /** When it was over, or its monitor ceased to watch; null: it is not, or its kind has no end. */
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
