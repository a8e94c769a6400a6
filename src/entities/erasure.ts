import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An erasure of the texts of an owner. Gateways carry it out, some hundred rows at a time. */
@Entity({ name: 'erasure' })
export class Erasure {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text', name: 'owner_id' })
  ownerId!: string;

  @Column({ type: 'text' })
  reason!: string;

  /** The `sub` of the admin who asked for it. */
  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  /** How many rows it has erased texts of so far. A bigint as text. */
  @Column({ type: 'bigint' })
  wallets!: string;

  @Column({ type: 'bigint' })
  transactions!: string;

  @Column({ type: 'bigint' })
  commands!: string;

  /** When it was done; null: it is under way. */
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
