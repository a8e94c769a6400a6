import type { AccountKind } from './vocabulary.js';

/** An account, named by its wallet (`null`: the house's) and kind. */
export interface AccountName {
  readonly walletId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
}
