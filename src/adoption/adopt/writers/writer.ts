/** A mapped table and the columns of it that hold balances. */
export interface AdoptedColumns {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

export type WriterKind =
  | 'TRIGGER'
  | 'EVENT_TRIGGER'
  | 'RULE'
  | 'FUNCTION'
  | 'GENERATED_COLUMN'
  | 'FOREIGN_KEY'
  | 'CRON_JOB';

/** Something in the database that writes a mapped column by itself, or when it is called. */
export interface Writer {
  readonly kind: WriterKind;
  /** The bare name, which a mapping may use if no other writer has it. */
  readonly name: string;
  /** A name that no other writer has, such as "legacy.transactions.charge" or "legacy.pay(integer)". */
  readonly qualified: string;
  /** The relation that it is on, with its schema. */
  readonly on: string | undefined;
  /** Why it is believed to write the columns, in one sentence. */
  readonly reason: string;
  /** False if what it runs is made at run time, or in a language that cannot be read: it may write. */
  readonly isCertain: boolean;
  readonly isEnabled: boolean;
  /** As schema.table.column. */
  readonly columns: readonly string[];
  /** The line of the source that says so. */
  readonly evidence: string;
  /** What `drop` executes. Without it, neither `drop` nor `keep` is possible, and the reason says what is. */
  readonly dropSql: string | undefined;
  /** What brings it back as it was, with its state, owner and grants. */
  readonly restoreSql: string | undefined;
  /** False for what sits on the adopted table and changes mapped columns: the view replaces them. */
  readonly mayKeep: boolean;
  /** Makes it see the view once the table is renamed, if it is bound to the table and not to its name. */
  readonly rebindSql: string | undefined;
}
