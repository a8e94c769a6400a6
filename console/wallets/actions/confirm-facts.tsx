import type { ReactNode } from 'react';
import { MoneyText } from '../../parts/money-text.js';
import type { Money } from '../types.js';

/** What a confirm step repeats: wallet, owner and amount, then what follows from it. */
export function ConfirmFacts(props: {
  readonly wallet:
    | {
        readonly id: string;
        readonly ownerId: string;
        readonly name: string;
        readonly displayName?: string | null;
      }
    | null
    | undefined;
  readonly amount?: Money | undefined;
  readonly reason?: string | undefined;
  /** What happens, as a sentence. */
  readonly children: ReactNode;
}) {
  const { wallet, amount, reason, children } = props;
  return (
    <>
      <dl className="facts">
        {wallet && (
          <>
            <dt>Owner</dt>
            <dd>
              {wallet.ownerId}
              {wallet.displayName != null && ` (${wallet.displayName})`}
            </dd>
            <dt>Wallet</dt>
            <dd>
              {wallet.name} <code>{wallet.id}</code>
            </dd>
          </>
        )}
        {amount && (
          <>
            <dt>Amount</dt>
            <dd>
              <strong>
                <MoneyText money={amount} />
              </strong>{' '}
              {amount.currency}
            </dd>
          </>
        )}
        {reason !== undefined && reason !== '' && (
          <>
            <dt>Reason</dt>
            <dd>{reason}</dd>
          </>
        )}
      </dl>
      <p>{children}</p>
    </>
  );
}
