import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportContent, ReportPeriod } from '../domain/index.js';

/** What the log says of a day, week or month. A row never changes. */
@Entity({ name: 'report' })
export class Report {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  period!: ReportPeriod;

  /** The moment at which it begins. */
  @Column({ type: 'timestamptz', name: 'from_at' })
  from!: Date;

  /** The moment before which it ends. */
  @Column({ type: 'timestamptz', name: 'to_at' })
  to!: Date;

  /** Its name in the IANA database. */
  @Column({ type: 'text', name: 'time_zone' })
  timeZone!: string;

  @Column({ type: 'jsonb' })
  content!: ReportContent;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
