/** Median of each figure. @param {Record<string, number | string>[]} rounds the same figures in each round */
export function medianOf(rounds) {
  const names = Object.keys(rounds[0]).filter((name) => typeof rounds[0][name] === 'number');
  return Object.fromEntries(names.map((name) => [name, middle(rounds.map((one) => one[name]))]));
}

function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Percentile of the figures; NaN if there are none. @param share from 0 to 1: 0.99 for the 99th percentile */
export function percentile(figures, share) {
  const sorted = Float64Array.from(figures).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
