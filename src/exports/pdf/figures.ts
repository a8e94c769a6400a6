import { type Amount, formatAmount } from '../../money/index.js';

const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** An amount with commas between the thousands: 1234567n with 2 digits is "12,345.67". */
export function figure(amount: Amount, digits: number): string {
  const [whole = '', fraction] = formatAmount(amount, digits).split('.');
  const grouped = whole.replace(THOUSANDS, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
