import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LateRule, Role, ScheduleStatus } from '../domain/index.js';

/** A mutation that the gateway executes for its creator at a time, or at the times of a rule. */
@Entity({ name: 'schedule' })
export class Schedule {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Name of the mutation. */
  @Column({ type: 'text' })
  mutation!: string;

  /** The mutation's input as the creator sent it, without a key. */
  @Column({ type: 'jsonb' })
  input!: Record<string, unknown>;

  /** The only moment; null: there is a rule. */
  @Column({ type: 'timestamptz', nullable: true })
  at!: Date | null;

  /** The rule, in the time zone; null: there is one moment. */
  @Column({ type: 'text', nullable: true })
  cron!: string | null;

  @Column({ type: 'text', name: 'time_zone', nullable: true })
  timeZone!: string | null;

  @Column({ type: 'text' })
  late!: LateRule;

  /** No moment of the rule is later. */
  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null;

  /** The `sub` of the caller who scheduled it, and its roles. The runs have them. */
  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'text', array: true })
  roles!: readonly Role[];

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text' })
  status!: ScheduleStatus;

  /** The first moment that is not decided yet; null: it is over. */
  @Column({ type: 'timestamptz', name: 'next_at', nullable: true })
  nextAt!: Date | null;

  /** When it was resumed last. What was due before was missed. */
  @Column({ type: 'timestamptz', name: 'resumed_at', nullable: true })
  resumedAt!: Date | null;

  /** Who paused, resumed or cancelled it last. */
  @Column({ type: 'text', name: 'changed_by', nullable: true })
  changedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'changed_at', nullable: true })
  changedAt!: Date | null;
}
