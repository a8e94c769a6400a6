import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { wordsOf } from '../../parts/status-badge.js';
import { TransactionLink, WalletLink } from '../links.js';
import { Metadata } from '../metadata.js';
import type { WholeTransaction } from '../types.js';

/** A name and what stands beside it; what is null is left out. */
type Fact = readonly [name: string, value: ReactNode];

/** What a transaction is, who did what with it, and when. */
export function TransactionFacts({ transaction }: { readonly transaction: WholeTransaction }) {
  const facts = [...commonFacts(transaction), ...ownFacts(transaction), ...lastFacts(transaction)];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">About this transaction</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} className="pair">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function commonFacts(transaction: WholeTransaction): readonly Fact[] {
  const { wallet, amount, description, reference, createdAt, initiatedBy } = transaction;
  const { statusReason, statusChangedAt, statusChangedBy, completedAt, effectiveAt } = transaction;
  return [
    ['Wallet', wallet && <WalletLink wallet={wallet} />],
    ['Amount', <MoneyText key="amount" money={amount} />],
    ['Text', description],
    ['Reference', reference],
    ['Started', <WhoWhen key="started" at={createdAt} by={initiatedBy} />],
    ['Status changed', statusChangedAt && <WhoWhen at={statusChangedAt} by={statusChangedBy} />],
    ['Reason', statusReason],
    ['Completed', completedAt && <Moment at={completedAt} />],
    ['Took effect', effectiveAt !== createdAt ? <Moment at={effectiveAt} /> : null],
  ];
}

/** What only some kinds have. */
function ownFacts(transaction: WholeTransaction): readonly Fact[] {
  switch (transaction.__typename) {
    case 'Transfer':
      return [['To', transaction.toWallet && <WalletLink wallet={transaction.toWallet} />]];
    case 'Exchange':
      return [
        ['Received', <MoneyText key="received" money={transaction.received} />],
        ['Rate', transaction.rate],
        ['To', transaction.toWallet && <WalletLink wallet={transaction.toWallet} />],
      ];
    case 'Withdrawal':
      return [['Destination', transaction.destination], heldUntil(transaction)];
    case 'Purchase':
      return [
        heldUntil(transaction),
        ['Captured', transaction.captured && <MoneyText money={transaction.captured} />],
        ['Refunded', <MoneyText key="refunded" money={transaction.refunded} />],
      ];
    case 'Adjustment':
      return [
        ['Direction', transaction.direction === 'CREDIT' ? 'raised the balance' : 'lowered it'],
        ['Finding', transaction.findingId && <code>{transaction.findingId}</code>],
        ['Legacy column', transaction.legacyOrigin?.source ?? null],
        ['Legacy statement', transaction.legacyOrigin?.statement ?? null],
      ];
    default:
      return relations(transaction);
  }
}

/** Where money came from that the book has not moved itself, and the transaction from which another one follows. */
function relations(transaction: WholeTransaction): readonly Fact[] {
  switch (transaction.__typename) {
    case 'OpeningBalance':
      return [
        ['Direction', wordsOf(transaction.direction)],
        ['Source', `${transaction.origin.source}, row ${transaction.origin.row ?? 'unknown'}`],
      ];
    case 'Refund':
      return [['Refunds', <TransactionLink key="of" id={transaction.purchase.id} />]];
    case 'Reversal':
      return [['Reverses', <TransactionLink key="of" id={transaction.original.id} />]];
    case 'Commission':
      return [
        ['On', transaction.source && <TransactionLink id={transaction.source.id} />],
        ['Rate', `${String(transaction.rateBps)} basis points`],
      ];
    default:
      return [];
  }
}

function lastFacts({ reversedBy, metadata, id }: WholeTransaction): readonly Fact[] {
  return [
    ['Reversed by', reversedBy && <TransactionLink id={reversedBy.id} />],
    ['Transaction id', <code key="id">{id}</code>],
    ['Metadata', <Metadata key="metadata" metadata={metadata} />],
  ];
}

const heldUntil = (transaction: {
  readonly status: string;
  readonly expiresAt: string | null;
}): Fact => {
  const { status, expiresAt } = transaction;
  if (status !== 'PENDING') return ['Held until', null];
  return ['Held until', expiresAt === null ? 'it is decided' : <Moment at={expiresAt} />];
};

function WhoWhen({ at, by }: { readonly at: string; readonly by: string | null }) {
  return (
    <>
      <Moment at={at} />
      {by !== null && ` by ${by}`}
    </>
  );
}
