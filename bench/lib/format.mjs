export const whole = (number) => Math.round(number).toLocaleString('en');
export const ms = (number) => `${number.toFixed(number < 10 ? 1 : 0)} ms`;
export const times = (ratio) => ratio.toFixed(2);
export const rate = ({ perSecond }) => `${whole(perSecond)}/s`;
export const latency = ({ p50, p99 }) => `p50 ${ms(p50)}, p99 ${ms(p99)}`;
export const speed = (side) => `${rate(side)}, ${latency(side)}`;

/** A ratio as text. @param goal optional bound of the ratio: `{ least }` or `{ most }` */
export function ratioOf(name, ratio, goal) {
  const text = `${name} × ${times(ratio)}`;
  if (goal === undefined) return text;
  const [met, bound] =
    goal.least === undefined
      ? [ratio <= goal.most, `≤ ${goal.most}`]
      : [ratio >= goal.least, `≥ ${goal.least}`];
  return `${text} (goal ${bound}: ${met ? 'met' : 'missed'})`;
}
