import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A run that is wanted: a comparison of the book with itself and with what others say of it. A row never changes. */
@Entity({ name: 'reconciliation' })
export class Reconciliation {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Who wants it. A gateway carries out what a caller or the clock asks for; a command carries out its own. */
  @Column({ type: 'text' })
  origin!: 'REQUEST' | 'SCHEDULE' | 'COMMAND';

  /** The UTC day of a scheduled run, such as 2026-11-27. null: it is none. */
  @Column({ type: 'date', nullable: true })
  due!: string | null;

  /** The `sub` of the caller, or a name of the gateway's own. */
  @Column({ type: 'text', name: 'asked_by' })
  askedBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
