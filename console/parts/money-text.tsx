import { compareAmounts, formatMoney } from '@onebook/client';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/**
 * A sum of money, exactly as the gateway says it. A negative one is marked, and not by its colour alone.
 * @param withSign shows a plus before a positive sum, as for a change
 */
export function MoneyText(props: {
  readonly money: Money | null | undefined;
  readonly withSign?: boolean;
}) {
  const { money, withSign = false } = props;
  if (!money) return <span className="quiet">–</span>;
  const isNegative = compareAmounts(money.amount, '0') < 0;
  const text = formatMoney(money, undefined, withSign ? { signDisplay: 'exceptZero' } : {});
  return <span className={isNegative ? 'money negative' : 'money'}>{text}</span>;
}
