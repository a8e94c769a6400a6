import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A system account, in every currency: one that comes with the book, or one of the operator's own. A row never changes. */
@Entity({ name: 'system_account' })
export class SystemAccount {
  /** The `kind` of its accounts. */
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  description!: string;

  /** The `sub` of the caller who created it. Those that come with the book have a name that no token can have. */
  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
