import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountKind } from '../domain/index.js';

/** A chain of entries in one currency: a wallet's, or a stripe of the house's (`walletId` null). */
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

  /** Which of the chains of the house's account; 0 for a wallet's. */
  @Column({ type: 'smallint' })
  stripe!: number;
}
