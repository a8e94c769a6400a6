import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountKind } from '../domain/index.js';

/** A chain of entries in one currency: a wallet's account, or one shard of a system account (`walletId` null). */
@Entity({ name: 'account' })
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'wallet_id', nullable: true })
  walletId!: string | null;

  @Column({ type: 'text' })
  kind!: AccountKind;

  @Column({ type: 'text' })
  currency!: string;

  /** Which of the system account's chains; 0 for a wallet's account. */
  @Column({ type: 'smallint' })
  shard!: number;
}
