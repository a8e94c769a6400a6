/** A function from variables to the body of a request. */
export function body(query) {
  const head = `{"query":${JSON.stringify(query)},"variables":`;
  return (variables) => `${head}${JSON.stringify(variables)}}`;
}

const below = (count) => Math.floor(Math.random() * count);
export const anyOf = (list) => list[below(list.length)];

/**
 * Two different wallets, the payer first.
 * @param hot share of pairs, 0 to 1, that contain the first wallet
 */
export function pairOf(wallets, hot = 0) {
  const one = Math.random() < hot ? 0 : below(wallets.length);
  const other = (one + 1 + below(wallets.length - 1)) % wallets.length;
  return Math.random() < 0.5 ? [wallets[one], wallets[other]] : [wallets[other], wallets[one]];
}

export const money = { amount: '0.01', currency: 'USD' };
