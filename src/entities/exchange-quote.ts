import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Amount } from '../money/index.js';
import { amountColumn } from './columns.js';

/** The terms of one exchange. A row never changes: the transaction that uses a quote refers to it. */
@Entity({ name: 'exchange_quote' })
export class ExchangeQuote {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'from_wallet_id' })
  fromWalletId!: string;

  @Column({ type: 'uuid', name: 'to_wallet_id' })
  toWalletId!: string;

  /** The amount that the owner gives, in minor units of the from wallet's currency. */
  @Column({
    ...{ type: 'numeric', precision: 38, scale: 0, name: 'from_amount' },
    transformer: amountColumn,
  })
  fromAmount!: Amount;

  /** The amount that the owner receives, in minor units of the to wallet's currency. */
  @Column({
    ...{ type: 'numeric', precision: 38, scale: 0, name: 'to_amount' },
    transformer: amountColumn,
  })
  toAmount!: Amount;

  /** Units received for one unit given, as a decimal text. */
  @Column({ type: 'numeric' })
  rate!: string;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  /** The `sub` of the caller who asked for the quote. */
  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
