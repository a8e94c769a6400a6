import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType, WebhookStatus } from '../domain/index.js';

/** An endpoint to which the gateways deliver events. */
@Entity({ name: 'webhook' })
export class Webhook {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  url!: string;

  /** The types of its events; none: all types. */
  @Column({ type: 'text', array: true })
  types!: readonly EventType[];

  /** What the body shows of an event, as a GraphQL selection; null: the ids of what it is about. */
  @Column({ type: 'text', nullable: true })
  selection!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** The `sub` of the admin who created it. Its selection shows what they may see. */
  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text' })
  status!: WebhookStatus;

  /** The secret that signs, encrypted; null: the webhook is deleted. */
  @Column({ type: 'bytea', nullable: true })
  secret!: Buffer | null;

  /** The key with which it is encrypted. */
  @Column({ type: 'text', name: 'secret_key', nullable: true })
  secretKey!: string | null;

  /** How many secrets it has had. */
  @Column({ type: 'integer', name: 'secret_version' })
  secretVersion!: number;

  /** The secret before it, which signs beside it until `oldUntil`. */
  @Column({ type: 'bytea', name: 'old_secret', nullable: true })
  oldSecret!: Buffer | null;

  @Column({ type: 'text', name: 'old_secret_key', nullable: true })
  oldSecretKey!: string | null;

  @Column({ type: 'timestamptz', name: 'old_until', nullable: true })
  oldUntil!: Date | null;

  /** Who changed it last, and when. */
  @Column({ type: 'text', name: 'changed_by', nullable: true })
  changedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'changed_at', nullable: true })
  changedAt!: Date | null;
}
