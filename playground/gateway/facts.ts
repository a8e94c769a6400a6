import type { Ask } from './ask.js';

/** A wallet, with amounts in the digits of its currency. */
export interface Wallet {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
  readonly name: string;
  readonly available: string;
  readonly spendable: string;
}

/** A withdrawal that waits for a decision. */
export interface PendingWithdrawal {
  readonly id: string;
  readonly ownerId: string;
  /** `sub` of the caller who requested it. */
  readonly initiatedBy: string;
}

/** A completed purchase of which something can be refunded. */
export interface RefundablePurchase {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: string;
  readonly captured: string;
  readonly refunded: string;
}

/** What the viewer of a token sees in the book, from which the page fills in variables. */
export interface Facts {
  readonly id: string;
  readonly roles: readonly string[];
  /** ACTIVE wallets of the viewer, oldest first. */
  readonly own: readonly Wallet[];
  /** ACTIVE wallets of other owners, newest first; none for a MEMBER, who does not see them. */
  readonly others: readonly Wallet[];
  readonly withdrawals: readonly PendingWithdrawal[];
  readonly purchases: readonly RefundablePurchase[];
  readonly systemAccounts: readonly string[];
  /** Whether the viewer sees a transaction with a split that is labelled `vat`. */
  readonly seesVat: boolean;
}

/** The roles that see all wallets. */
const SEES_ALL = ['CASHIER', 'ADMIN', 'AUDITOR', 'SERVICE'];

/** Reads the facts as the viewer of the token. @throws Error in words for the user */
export async function loadFacts(ask: Ask): Promise<Facts> {
  const { viewer } = await ask<{ viewer: Pick<Facts, 'id' | 'roles'> }>(VIEWER);
  const all = viewer.roles.some((role) => SEES_ALL.includes(role));
  const book = await ask<Book>(BOOK, { id: viewer.id, all });
  return {
    ...viewer,
    own: walletsIn(book.own).reverse(),
    others: walletsIn(book.wallets).filter(({ ownerId }) => ownerId !== viewer.id),
    withdrawals: nodesOf(book.withdrawals).flatMap(({ wallet, ...withdrawal }) =>
      wallet === null ? [] : [{ ...withdrawal, ...wallet }],
    ),
    purchases: nodesOf(book.purchases).flatMap(({ id, wallet, captured, refunded, reversedBy }) => {
      if (wallet === null || captured === null || reversedBy !== null) return [];
      const { currency, amount } = captured;
      return [{ id, ...wallet, currency, captured: amount, refunded: refunded.amount }];
    }),
    systemAccounts: (book.systemAccounts ?? []).map(({ name }) => name),
    seesVat: nodesOf(book.vat).length > 0,
  };
}

const VIEWER = 'query PlaygroundViewer { viewer { id roles } }';

const BOOK = `
  query PlaygroundFacts($id: ID!, $all: Boolean!) {
    own: wallets(filter: { ownerId: $id, status: ACTIVE }, first: 50) { ...Wallets }
    wallets(filter: { status: ACTIVE }, first: 100) @include(if: $all) { ...Wallets }
    withdrawals: transactions(filter: { kinds: [WITHDRAWAL], statuses: [PENDING] }, first: 50)
      @include(if: $all) {
      edges { node { id initiatedBy wallet { ownerId } } }
    }
    purchases: transactions(filter: { kinds: [PURCHASE], statuses: [COMPLETED] }, first: 50)
      @include(if: $all) {
      edges {
        node {
          id
          wallet { ownerId }
          reversedBy { id }
          ... on Purchase { captured { amount currency } refunded { amount } }
        }
      }
    }
    systemAccounts @include(if: $all) { name }
    vat: transactions(filter: { splitLabel: "vat" }, first: 1) { edges { node { id } } }
  }
  fragment Wallets on WalletConnection {
    edges {
      node {
        id ownerId currency name
        balance { available { amount } spendable { amount } }
      }
    }
  }
`;

interface List<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface Amount {
  readonly amount: string;
}
type WalletNode = Omit<Wallet, 'available' | 'spendable'> & {
  readonly balance: { readonly available: Amount; readonly spendable: Amount };
};
interface Owned {
  readonly id: string;
  readonly wallet: { readonly ownerId: string } | null;
}

/** The answer to BOOK. What only some roles see is absent for the others. */
interface Book {
  readonly own: List<WalletNode>;
  readonly wallets?: List<WalletNode>;
  readonly withdrawals?: List<Owned & { readonly initiatedBy: string }>;
  readonly purchases?: List<
    Owned & {
      readonly captured: (Amount & { readonly currency: string }) | null;
      readonly refunded: Amount;
      readonly reversedBy: { readonly id: string } | null;
    }
  >;
  readonly systemAccounts?: readonly { readonly name: string }[];
  readonly vat: List<{ readonly id: string }>;
}

function nodesOf<Node>(list: List<Node> | undefined): Node[] {
  return (list?.edges ?? []).map(({ node }) => node);
}

function walletsIn(list: List<WalletNode> | undefined): Wallet[] {
  return nodesOf(list).map(({ balance, ...wallet }) => ({
    ...wallet,
    available: balance.available.amount,
    spendable: balance.spendable.amount,
  }));
}
