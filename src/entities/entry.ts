import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountKind, Phase } from '../domain/index.js';
import type { Amount } from '../money/index.js';
import { amountColumn, countColumn } from './columns.js';

/** One link of an account's chain. Written once: PostgreSQL refuses to change or remove it. */
@Entity({ name: 'entry' })
export class Entry {
  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @PrimaryColumn({ type: 'bigint', transformer: countColumn })
  seq!: number;

  @Column({ type: 'text', name: 'account_kind' })
  accountKind!: AccountKind;

  @Column({ type: 'uuid', name: 'transaction_id' })
  transactionId!: string;

  @Column({ type: 'text' })
  phase!: Phase;

  /** Signed minor units. */
  @Column({ type: 'numeric', precision: 38, scale: 0, transformer: amountColumn })
  amount!: Amount;

  /** The account's balance after this entry, in minor units. */
  @Column({ type: 'numeric', precision: 38, scale: 0, transformer: amountColumn })
  balance!: Amount;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
