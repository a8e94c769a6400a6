import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import type { AlertChannel, MonitorKind, MonitorStatus } from '../domain/index.js';
import type { Amount } from '../money/index.js';
import { amountColumn, countColumn } from './columns.js';

/** What is watched, and to whom alerts go. */
@Entity({ name: 'monitor' })
export class Monitor {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  watches!: MonitorKind;

  /** null: no wallet, or any. */
  @Column({ type: 'uuid', name: 'wallet_id', nullable: true })
  walletId!: string | null;

  /** The currency of the amount. */
  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  @Column({ type: 'numeric', nullable: true, transformer: orNull(amountColumn) })
  amount!: Amount | null;

  /** With at most three digits after the point. */
  @Column({ type: 'numeric', nullable: true, transformer: orNull(countColumn) })
  seconds!: number | null;

  /** In the order in which they are sent to. */
  @Column({ type: 'jsonb' })
  channels!: readonly AlertChannel[];

  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text' })
  status!: MonitorStatus;

  /** Who paused, resumed or deleted it last. */
  @Column({ type: 'text', name: 'changed_by', nullable: true })
  changedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'changed_at', nullable: true })
  changedAt!: Date | null;

  /** How many alerts it has raised. */
  @Column({ type: 'bigint', transformer: countColumn })
  alerts!: number;

  /** The alert of what is not over; null: nothing is beyond, or its kind has no end. */
  @Column({ type: 'uuid', name: 'current_alert', nullable: true })
  currentAlert!: string | null;

  /** The commit of the log after which its watch begins. PostgreSQL fills it in. */
  @Column({ type: 'bigint', name: 'after_commit', transformer: countColumn })
  afterCommit!: number;
}

function orNull(of: ValueTransformer): ValueTransformer {
  return {
    from: (value: unknown): unknown => (value === null ? null : of.from(value)),
    to: (value: unknown): unknown => (value === null ? null : of.to(value)),
  };
}
