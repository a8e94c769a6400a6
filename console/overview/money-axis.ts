import { formatMoney } from '@onebook/client';

/** Steps of the axis: more than a plot has pixels. */
const STEPS = 10_000;

/**
 * Amounts as places on an axis. A plot needs numbers, and no amount becomes one: what becomes a number is how far up the axis it lies, in
 * ten thousandths, which whole minor units decide. Texts are exact.
 * @param amounts of one currency, as the gateway gives them
 */
export function moneyAxis(amounts: readonly string[], currency: string) {
  const digits = amounts[0]?.split('.')[1]?.length ?? 0;
  const units = amounts.map((amount) => BigInt(amount.replace('.', '')));
  const lowest = units.reduce((low, each) => (each < low ? each : low), 0n);
  const highest = units.reduce((high, each) => (each > high ? each : high), 0n);
  const span = highest === lowest ? 1n : highest - lowest;
  return {
    range: [0, STEPS] as const,
    values: units.map((each) => Number(((each - lowest) * BigInt(STEPS)) / span)),
    /** The text of an amount. */
    exact: (index: number) => formatMoney({ amount: amounts[index] ?? '0', currency }),
    /** About the amount at a place of the axis, in few letters. */
    text: (place: number) =>
      formatMoney(
        {
          amount: written(lowest + (span * BigInt(Math.round(place))) / BigInt(STEPS), digits),
          currency,
        },
        undefined,
        { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 },
      ),
  };
}

function written(units: bigint, digits: number): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return (units < 0n ? '-' : '') + text.slice(0, text.length - digits) + fraction;
}
