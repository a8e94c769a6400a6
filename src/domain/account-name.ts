import type { AccountKind } from './vocabulary.js';

/** Identifies an account by its wallet (`null` for a system account), kind and currency. */
export interface AccountName {
  readonly walletId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
}
