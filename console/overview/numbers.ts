const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

/** A number of something per second; null is unknown. */
export const rateText = (perSecond: number | null | undefined): string =>
  perSecond == null ? 'unknown' : decimals.format(perSecond);

export const msText = (milliseconds: number | null | undefined): string =>
  milliseconds == null ? 'no push' : `${decimals.format(milliseconds)} ms`;

/** A share from 0 to 1 as percent; null is unknown. */
export const shareText = (share: number | null | undefined): string =>
  share == null ? 'unknown' : percents.format(share);
