import type { LiveBalance } from '@onebook/client/react';
import { ErrorNotice } from '../../parts/error-notice.js';
import { MoneyText } from '../../parts/money-text.js';
import { FIGURES, OWED_MEANING } from '../figures.js';
import type { Money, WalletWithCredit } from '../types.js';

/** Every figure of the balance as it is now, with what it means. */
export function BalanceFigures(props: {
  readonly wallet: WalletWithCredit;
  readonly live: LiveBalance;
}) {
  const { wallet, live } = props;
  const balance = live.balance ?? wallet.balance;
  const isOld = live.phase === 'reconnecting' || live.phase === 'ended';
  return (
    <section aria-labelledby="balance">
      <h2 id="balance">Balance</h2>
      {live.phase === 'ended' && <ErrorNotice error={live.error} />}
      {isOld && <p className="notice unknown">The connection is lost. These figures may be old.</p>}
      <dl className="figures balance" aria-live="polite" data-live={live.phase}>
        {FIGURES.map(({ key, name, meaning }) => (
          <FigureItem key={key} name={name} meaning={meaning} money={balance[key]} />
        ))}
        <FigureItem name="Owed" meaning={OWED_MEANING} money={wallet.creditLine.owed} />
      </dl>
    </section>
  );
}

function FigureItem(props: {
  readonly name: string;
  readonly meaning: string;
  readonly money: Money;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <MoneyText money={props.money} />
        <span className="quiet">{props.meaning}</span>
      </dd>
    </div>
  );
}
