export const whole = (number) => Math.round(number).toLocaleString('en');
export const ms = (number) => `${number.toFixed(number < 10 ? 1 : 0)} ms`;
/** A share or a ratio, with as many digits as it takes to tell it from zero. */
export const times = (ratio) => (ratio < 0.1 ? ratio.toPrecision(1) : ratio.toFixed(2));
export const mb = (bytes) => `${whole(bytes / 1e6)} MB`;
export const rate = ({ perSecond }) => `${whole(perSecond)}/s`;
export const latency = ({ p50, p99 }) => `p50 ${ms(p50)}, p99 ${ms(p99)}`;
export const speed = (side) => `${rate(side)}, ${latency(side)}`;

/** What happened to requests that were not done, such as `, 12 OVERLOADED, 3 waiting`; empty if all were. */
export function notDone({ codes, stale }) {
  const refused = Object.entries(codes).map(([code, count]) => `, ${whole(count)} ${code}`);
  return `${refused.join('')}${stale > 0 ? `, ${whole(stale)} still waiting` : ''}`;
}

/**
 * A ratio of a line.
 * @param name what is divided @param goal id of a goal in goals.mjs, if there is one
 */
export const ratioOf = (name, value, goal) => ({ name, value, goal });
