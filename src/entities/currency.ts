import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A currency of this book. A row never changes. */
@Entity({ name: 'currency' })
export class Currency {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  /** Number of digits after the point: one unit is 10^digits minor units. */
  @Column({ type: 'smallint' })
  digits!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
