import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A currency that this book can carry. Never changed once it is in. */
@Entity({ name: 'currency' })
export class Currency {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  /** Digits after the point: one unit is 10^digits minor units. */
  @Column({ type: 'smallint' })
  digits!: number;

  @Column({ type: 'text' })
  name!: string;
}
