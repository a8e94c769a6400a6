import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Amount } from '../money/index.js';
import { amountColumn, countColumn } from './columns.js';

/** The limit of an owner's debt. Each change adds a row; the row with the highest seq is in force. */
@Entity({ name: 'credit_line' })
export class CreditLine {
  @PrimaryColumn({ type: 'uuid', name: 'wallet_id' })
  walletId!: string;

  @PrimaryColumn({ type: 'bigint', transformer: countColumn })
  seq!: number;

  @Column({ type: 'boolean' })
  approved!: boolean;

  /** Minor units of the wallet's currency. */
  @Column({
    ...{ type: 'numeric', precision: 38, scale: 0, name: 'credit_limit' },
    transformer: amountColumn,
  })
  limit!: Amount;

  /** The `sub` of the caller who set it. */
  @Column({ type: 'text', name: 'set_by' })
  setBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
