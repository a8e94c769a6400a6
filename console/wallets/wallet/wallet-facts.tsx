import { Moment } from '../../parts/moment.js';
import { MoneyText } from '../../parts/money-text.js';
import { StatusBadge } from '../../parts/status-badge.js';
import { Metadata } from '../metadata.js';
import type { WalletWithCredit } from '../types.js';

/** Who and what the wallet is, apart from its money. */
export function WalletFacts({ wallet }: { readonly wallet: WalletWithCredit }) {
  const { creditLine } = wallet;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">About this wallet</h2>
      <dl className="facts">
        <dt>Owner</dt>
        <dd>
          <a href={`#/wallets?owner=${encodeURIComponent(wallet.ownerId)}`}>{wallet.ownerId}</a>
        </dd>
        <dt>Wallet name</dt>
        <dd>{wallet.name}</dd>
        <dt>Display name</dt>
        <dd>{wallet.displayName ?? <span className="quiet">none</span>}</dd>
        <dt>Currency</dt>
        <dd>{wallet.currency}</dd>
        <dt>Status</dt>
        <dd>
          <StatusBadge status={wallet.status} />
        </dd>
        <dt>Reason for it</dt>
        <dd>{wallet.statusReason ?? <span className="quiet">none</span>}</dd>
        <dt>Credit</dt>
        <dd>
          {creditLine.approved ? (
            <>
              allowed up to <MoneyText money={creditLine.limit} />, of which{' '}
              <MoneyText money={creditLine.available} /> can be drawn now
            </>
          ) : (
            'not allowed'
          )}
        </dd>
        <dt>Opened</dt>
        <dd>
          <Moment at={wallet.createdAt} />
        </dd>
        <dt>Wallet id</dt>
        <dd>
          <code>{wallet.id}</code>
        </dd>
        <dt>Metadata</dt>
        <dd>
          <Metadata metadata={wallet.metadata} />
        </dd>
      </dl>
    </section>
  );
}
