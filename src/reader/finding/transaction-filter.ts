import type { TransactionKind, TransactionStatus } from '../../domain/index.js';
import type { Amount } from '../../money/index.js';

/** Conditions that must all hold. `from` and `effectiveFrom` are included, `to` and `effectiveTo` are not. */
export interface TransactionFilter {
  /** The wallet on either side of the transaction. */
  readonly walletId?: string | undefined;
  /** The owner of a wallet on either side of the transaction. */
  readonly ownerId?: string | undefined;
  readonly kinds?: readonly TransactionKind[] | undefined;
  readonly statuses?: readonly TransactionStatus[] | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly reference?: string | undefined;
  readonly metadata?: MetadataFilter | undefined;
  readonly amount?: AmountFilter | undefined;
  /** Words that are all in the description or the reference. It has a letter or a digit. */
  readonly text?: string | undefined;
  readonly initiatedBy?: string | undefined;
  readonly effectiveFrom?: Date | undefined;
  readonly effectiveTo?: Date | undefined;
  readonly split?: SplitFilter | undefined;
}

/** The label of a split. */
export interface SplitFilter {
  readonly label: string;
  /** A viewer who may not see the splits of each transaction; undefined: one who may. */
  readonly viewerId: string | undefined;
}

export interface MetadataFilter {
  /** What the metadata has, at least. It names a value. */
  readonly has: Readonly<Record<string, unknown>>;
  /** A viewer who may not read the metadata of each transaction; undefined: one who may. */
  readonly viewerId: string | undefined;
}

/** An amount of a currency in minor units, within bounds that are included. */
export interface AmountFilter {
  readonly currency: string;
  readonly min: Amount | undefined;
  readonly max: Amount | undefined;
}
