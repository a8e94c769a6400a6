import { resultType } from '../answers.js';
import type { Resolvers } from '../generated/resolvers.js';

type Result = Extract<keyof Resolvers, `${string}Result`>;

/** Every result union tells its members apart in the same way. */
export const results: Required<Pick<Resolvers, Result>> = {
  OpenWalletResult: { __resolveType: resultType },
  FreezeWalletResult: { __resolveType: resultType },
  UnfreezeWalletResult: { __resolveType: resultType },
  CloseWalletResult: { __resolveType: resultType },
  DepositResult: { __resolveType: resultType },
  TransferResult: { __resolveType: resultType },
  AdjustBalanceResult: { __resolveType: resultType },
  ReverseTransactionResult: { __resolveType: resultType },
};
