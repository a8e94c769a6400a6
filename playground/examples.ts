import { amounts, parts, refused } from './fragments.js';

/** One tab of GraphiQL: a document and, as JSON, its variables. */
interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/** The first tab: the viewer's own wallets. */
export const firstDocument = `# Paste a token above, then press play (Ctrl-Enter).
query MyWallets {
  viewer {
    id
    roles
    wallets {
      id
      currency
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

const deposit = `# As a CASHIER. The same idempotencyKey returns the first outcome, with
# replayed: true. To deposit again, change the key.
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

const transfer = `# As the owner of the wallet that pays. Both wallets need the same currency.
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

const sales = `# As an ADMIN or AUDITOR: what the demo's shop sold.
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

const purchase = `# As the owner of the wallet that pays, or a SERVICE.
# The splits come out of the amount, and SALES gets the
# rest. The amount is held until completePurchase.
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

const refund = `# As a CASHIER or a SERVICE, of a completed purchase.
# takenBack grows by the share of each receiver.
mutation RefundPurchase($input: RefundPurchaseInput!) {
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

const posting = `# As an ADMIN or a SERVICE: fees that the platform takes
# out. As much CREDIT as DEBIT in each currency. A leg
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

const follow = `# The current balance, then each change, over a WebSocket. Leave it running, and deposit in
# another tab or window.
subscription Follow($walletId: ID!) {
  balanceChanged(walletId: $walletId) {
    walletId
    balance { ...Amounts }
  }
}
${amounts}`;

const treasury = `# As an ADMIN or AUDITOR. The sum of all accounts is always zero.
query Treasury($currency: CurrencyCode!) {
  treasury(currency: $currency) {
    memberTotal { amount currency }
    systemAccounts { name balance { amount } }
    sumOfAllAccounts { amount }
  }
}
`;

const integrity = `# As an ADMIN. Checks the whole book.
mutation VerifyIntegrity {
  verifyIntegrity {
    healthy
    checkedWallets
    checkedEntries
    findings { check subject expected actual }
  }
}
`;

const monitoring = `# As staff. Activity of this gateway in the last minute. An unknown figure is null. consistency
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

/** Tabs for a first visit. Each call creates new idempotency keys. */
export function exampleTabs(): Tab[] {
  return [
    { query: firstDocument },
    {
      query: deposit,
      variables: input({
        idempotencyKey: newKey('deposit'),
        walletId: 'wal_…',
        amount: { amount: '100.00', currency: 'USD' },
        reference: 'till 1',
      }),
    },
    {
      query: transfer,
      variables: input({
        idempotencyKey: newKey('transfer'),
        fromWalletId: 'wal_…',
        toWalletId: 'wal_…',
        amount: { amount: '25.00', currency: 'USD' },
      }),
    },
    { query: sales, variables: json({ label: 'vat' }) },
    {
      query: purchase,
      variables: input({
        idempotencyKey: newKey('purchase'),
        walletId: 'wal_…',
        amount: euros('12.00'),
        description: 'Candle',
        splits: [
          { toSystemAccount: 'VAT', amount: euros('2.00'), label: 'vat' },
          { toSystemAccount: 'FEES', amount: euros('0.60'), label: 'fee' },
          { toWalletId: 'wal_…', amount: euros('9.40'), label: 'merchant' },
        ],
      }),
    },
    {
      query: refund,
      variables: input({
        idempotencyKey: newKey('refund'),
        transactionId: 'txn_…',
        amount: euros('3.00'),
        reason: 'broken',
      }),
    },
    {
      query: posting,
      variables: input({
        idempotencyKey: newKey('posting'),
        description: 'fees taken out',
        legs: [
          { systemAccount: 'FEES', direction: 'DEBIT', amount: euros('5.00') },
          { systemAccount: 'EXTERNAL', direction: 'CREDIT', amount: euros('5.00') },
        ],
      }),
    },
    { query: follow, variables: json({ walletId: 'wal_…' }) },
    { query: treasury, variables: json({ currency: 'EUR' }) },
    { query: integrity },
    { query: monitoring },
  ];
}

function euros(amount: string): { readonly amount: string; readonly currency: string } {
  return { amount, currency: 'EUR' };
}

function input(value: Record<string, unknown>): string {
  return json({ input: value });
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Creates a random key. Over plain http, crypto has getRandomValues but not randomUUID. */
function newKey(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
