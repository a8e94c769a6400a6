/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment Figures on Balance {\n  available {\n    amount\n    currency\n  }\n  held {\n    amount\n  }\n  version\n}\n\nfragment WalletBalance on Wallet {\n  id\n  balance {\n    ...Figures\n  }\n}\n\nquery Header($walletId: ID!) {\n  wallet(id: $walletId) {\n    name\n    ...WalletBalance\n  }\n}\n\nquery WalletList {\n  viewer {\n    id\n    wallets {\n      name\n      ...WalletBalance\n    }\n  }\n}\n\nsubscription BalanceChanged($walletId: ID!) {\n  balanceChanged(walletId: $walletId) {\n    wallet {\n      ...WalletBalance\n    }\n  }\n}\n\nmutation Transfer($input: TransferInput!) {\n  transfer(input: $input) {\n    __typename\n    ... on TransferPayload {\n      replayed\n      transaction {\n        id\n        status\n        wallet {\n          ...WalletBalance\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n      }\n      required {\n        amount\n      }\n    }\n    ... on UserError {\n      code\n      message\n    }\n  }\n}": typeof types.FiguresFragmentDoc,
};
const documents: Documents = {
    "fragment Figures on Balance {\n  available {\n    amount\n    currency\n  }\n  held {\n    amount\n  }\n  version\n}\n\nfragment WalletBalance on Wallet {\n  id\n  balance {\n    ...Figures\n  }\n}\n\nquery Header($walletId: ID!) {\n  wallet(id: $walletId) {\n    name\n    ...WalletBalance\n  }\n}\n\nquery WalletList {\n  viewer {\n    id\n    wallets {\n      name\n      ...WalletBalance\n    }\n  }\n}\n\nsubscription BalanceChanged($walletId: ID!) {\n  balanceChanged(walletId: $walletId) {\n    wallet {\n      ...WalletBalance\n    }\n  }\n}\n\nmutation Transfer($input: TransferInput!) {\n  transfer(input: $input) {\n    __typename\n    ... on TransferPayload {\n      replayed\n      transaction {\n        id\n        status\n        wallet {\n          ...WalletBalance\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n      }\n      required {\n        amount\n      }\n    }\n    ... on UserError {\n      code\n      message\n    }\n  }\n}": types.FiguresFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Figures on Balance {\n  available {\n    amount\n    currency\n  }\n  held {\n    amount\n  }\n  version\n}\n\nfragment WalletBalance on Wallet {\n  id\n  balance {\n    ...Figures\n  }\n}\n\nquery Header($walletId: ID!) {\n  wallet(id: $walletId) {\n    name\n    ...WalletBalance\n  }\n}\n\nquery WalletList {\n  viewer {\n    id\n    wallets {\n      name\n      ...WalletBalance\n    }\n  }\n}\n\nsubscription BalanceChanged($walletId: ID!) {\n  balanceChanged(walletId: $walletId) {\n    wallet {\n      ...WalletBalance\n    }\n  }\n}\n\nmutation Transfer($input: TransferInput!) {\n  transfer(input: $input) {\n    __typename\n    ... on TransferPayload {\n      replayed\n      transaction {\n        id\n        status\n        wallet {\n          ...WalletBalance\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n      }\n      required {\n        amount\n      }\n    }\n    ... on UserError {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.js').FiguresFragmentDoc;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
