import { amounts, parts, refused } from './fragments.js';

/*
 * The documents of the example tabs. The name of the operation is the title of the tab and leads to its variables in
 * examples.ts.
 */

/** The first tab: the viewer's own wallets. */
export const myWallets = `# Press play (Ctrl-Enter). The line above says what is missing, such as a token.
query MyWallets {
  viewer {
    id
    roles
    wallets {
      id
      currency
      name
      status
      balance {
        available { amount currency }
        held { amount currency }
        total { amount currency }
        version
      }
    }
  }
}
`;

export const openWallet = `# Opening the same wallet again returns it.
mutation OpenWallet($input: OpenWalletInput!) {
  openWallet(input: $input) {
    __typename
    ... on OpenWalletPayload {
      replayed
      wallet { id ownerId currency name status }
    }
    ...Refused
  }
}
${refused}`;

export const deposit = `# A second press is a retry: the same idempotencyKey returns
# the first outcome, with replayed: true.
mutation Deposit($input: DepositInput!) {
  deposit(input: $input) {
    __typename
    ... on TransactionPayload {
      replayed
      transaction {
        id
        status
        amount { amount currency }
        wallet { balance { ...Amounts } }
      }
    }
    ...Refused
  }
}
${amounts}${refused}`;

export const transfer = `# Both wallets need the same currency. The owner of the wallet
# that pays, or a program for them.
mutation Transfer($input: TransferInput!) {
  transfer(input: $input) {
    __typename
    ... on TransferPayload {
      replayed
      transaction {
        id
        status
        amount { amount currency }
        wallet { id balance { ...Amounts } }
      }
    }
    ...Refused
  }
}
${amounts}${refused}`;

export const requestWithdrawal = `# Holds the amount until staff approve or reject it,
# or its owner cancels it.
mutation Withdraw($input: RequestWithdrawalInput!) {
  requestWithdrawal(input: $input) {
    __typename
    ... on RequestWithdrawalPayload {
      replayed
      transaction {
        id
        status
        amount { amount currency }
        wallet { balance { ...Amounts } }
      }
    }
    ...Refused
  }
}
${amounts}${refused}`;

export const approveWithdrawal = `# Pays out what another person has requested.
# You cannot approve your own request (SELF_APPROVAL).
mutation Approve($input: ApproveWithdrawalInput!) {
  approveWithdrawal(input: $input) {
    __typename
    ... on ApproveWithdrawalPayload {
      replayed
      transaction {
        id
        status
        amount { amount currency }
        wallet { ownerId balance { ...Amounts } }
      }
    }
    ...Refused
  }
}
${amounts}${refused}`;

export const sales = `# What the demo's shop sold, as far as you see it.
# Each sale is divided between VAT, the platform's fee
# and the merchant. takenBack is what each gave back.
query Sales($label: String!) {
  transactions(filter: { splitLabel: $label }) {
    edges {
      node {
        id
        description
        status
        amount { amount currency }
        ... on Purchase {
          captured { amount }
          refunded { amount }
        }
        splits { ...Parts }
      }
    }
  }
}
${parts}`;

export const purchase = `# Splits come out of the amount, and SALES gets the rest.
# The amount is held until completePurchase.
mutation Purchase($input: PurchaseInput!) {
  purchase(input: $input) {
    __typename
    ... on PurchasePayload {
      replayed
      transaction {
        id
        status
        splits { ...Parts }
        wallet { balance { ...Amounts } }
      }
    }
    ...Refused
  }
}
${parts}${amounts}${refused}`;

export const refund = `# Of a completed purchase.
# takenBack grows by the share of each receiver.
mutation Refund($input: RefundPurchaseInput!) {
  refundPurchase(input: $input) {
    __typename
    ... on RefundPurchasePayload {
      replayed
      transaction {
        id
        ... on Refund {
          purchase {
            refunded { amount }
            splits { ...Parts }
          }
        }
      }
    }
    ...Refused
    ... on InsufficientFunds {
      walletId
      available { amount }
      required { amount }
    }
  }
}
${parts}${refused}`;

export const posting = `# Money that no other mutation moves. As much CREDIT as DEBIT in each currency. A leg
# can name a walletId instead.
mutation Post($input: PostInput!) {
  post(input: $input) {
    __typename
    ... on PostPayload {
      replayed
      transaction {
        id
        kind
        amount { amount currency }
        entries { account amount { amount } }
      }
    }
    ...Refused
  }
}
${refused}`;

export const follow = `# The current balance, then each change, over a WebSocket. Leave it running, and deposit in
# another tab or window.
subscription Follow($walletId: ID!) {
  balanceChanged(walletId: $walletId) {
    walletId
    balance { ...Amounts }
  }
}
${amounts}`;

export const treasury = `# The sum of all accounts is always zero.
query Treasury($currency: CurrencyCode!) {
  treasury(currency: $currency) {
    memberTotal { amount currency }
    systemAccounts { name balance { amount } }
    sumOfAllAccounts { amount }
  }
}
`;

export const integrity = `# Checks the whole book.
mutation Verify {
  verifyIntegrity {
    healthy
    checkedWallets
    checkedEntries
    findings { check subject expected actual }
  }
}
`;

export const monitoring = `# Activity of this gateway in the last minute. An unknown figure is null. consistency
# is the outcome of the last verifyIntegrity on this gateway.
query Monitoring {
  monitoring {
    measuredSeconds
    subscriptions
    hearsCommits
    balanceUpdatesPerSecond
    pushesPerSecond
    pushLatency { p50Ms p99Ms maxMs }
    transactions { done replayed refused failed unknown }
    consistency { score checkedAt findings }
    balanceAccuracy
  }
}
`;
