import { randomUUID } from 'node:crypto';
import { body, money } from './request-parts.mjs';

const LINES = 1_000;
const TOO_MUCH = { amount: '100000000.00', currency: 'USD' };

const transferMany = ({ wallets: [fromWalletId, ...others] }, amount) => {
  const ask = body(
    'mutation ($input: TransferManyInput!) { transferMany(input: $input) { ... on TransferManyPayload { done { replayed } refused { index } } ... on UserError { code } } }',
  );
  const inputs = Array.from({ length: LINES }, (_, line) => {
    return { fromWalletId, toWalletId: others[line % others.length], amount };
  });
  return {
    body: () => ask({ input: { inputs, idempotencyKey: randomUUID() } }),
    done: '"transferMany":{"done"',
    isDone: ({ transferMany: { done, refused } }) =>
      amount === TOO_MUCH ? refused.length === LINES : done.length === LINES,
  };
};

/** What a single caller can ask for at once. The first of the wallets is the caller's own. */
export const bulkKinds = {
  /** Lists of 1,000 transfers. */
  list: (asked) => transferMany(asked, money),
  /** Lists of 1,000 transfers of more than the wallet has: each line is refused. */
  refusedList: (asked) => transferMany(asked, TOO_MUCH),
  /** As many explanations of a wallet as a document may have, each of another moment. */
  explanations: ({ wallets: [id], aliases }) => {
    const parts =
      'balance { total { amount } } parts { kind status count figures { total { amount } } }';
    const fields = Array.from({ length: aliases }, (_, index) => {
      const at = new Date(Date.now() - index).toISOString();
      return `a${index}: explain(at: ${JSON.stringify(at)}) { ${parts} }`;
    });
    const ask = body(`query ($id: ID!) { wallet(id: $id) { ${fields.join(' ')} } }`);
    return {
      body: () => ask({ id }),
      done: '"a0"',
      isDone: ({ wallet }) => wallet.a0.parts.length > 0,
    };
  },
};
