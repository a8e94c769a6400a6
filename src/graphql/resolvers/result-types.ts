import { refusalType, resultType } from '../payloads.js';
import type { Resolvers, UserErrorResolvers } from '../generated/resolvers.js';

type Result = Extract<keyof Resolvers, `${string}Result`>;

const told = { __resolveType: resultType };

/** Every result union tells its members apart in the same way. */
export const results: Required<Pick<Resolvers, Result>> = {
  OpenWalletResult: told,
  FreezeWalletResult: told,
  UnfreezeWalletResult: told,
  CloseWalletResult: told,
  DepositResult: told,
  InitiateDepositResult: told,
  ConfirmDepositResult: told,
  FailDepositResult: told,
  RequestWithdrawalResult: told,
  ApproveWithdrawalResult: told,
  RejectWithdrawalResult: told,
  CancelWithdrawalResult: told,
  PurchaseResult: told,
  CompletePurchaseResult: told,
  FailPurchaseResult: told,
  RefundPurchaseResult: told,
  TransferResult: told,
  TransferManyResult: told,
  QuoteExchangeResult: told,
  ExchangeResult: told,
  ClaimDailyBonusResult: told,
  PayReferralCommissionResult: told,
  DistributeEarningsResult: told,
  SetCreditLineResult: told,
  DrawCreditResult: told,
  RepayCreditResult: told,
  AdjustBalanceResult: told,
  ReverseTransactionResult: told,
  RevokeTokensResult: told,
};

export const UserError: UserErrorResolvers = { __resolveType: refusalType };
