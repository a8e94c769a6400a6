import { TRANSACTION_PAYLOADS, WALLET_PAYLOADS } from '../payloads.js';
import type { Resolvers } from '../generated/resolvers.js';
import { DistributeEarningsPayload } from './earning.js';
import { quotePayload } from './exchange.js';
import { transactionPayload } from './transaction.js';
import { walletPayload } from './wallet-mutations.js';

/** What has nothing to resolve: the interface, and what is answered as it is. */
type Plain = 'TransactionPayload' | 'TransferManyPayload' | 'RevokeTokensPayload';
type Payload = Exclude<Extract<keyof Resolvers, `${string}Payload`>, Plain>;

/** Required: a payload that is in no list does not compile. */
export const payloads: Required<Pick<Resolvers, Payload>> = {
  ...each(WALLET_PAYLOADS, walletPayload),
  ...each(TRANSACTION_PAYLOADS, transactionPayload),
  QuoteExchangePayload: quotePayload,
  DistributeEarningsPayload,
};

/** The same resolvers for every one of these types. */
function each<Name extends string, R>(names: readonly Name[], resolvers: R): Record<Name, R> {
  return Object.fromEntries(names.map((name) => [name, resolvers])) as Record<Name, R>;
}
