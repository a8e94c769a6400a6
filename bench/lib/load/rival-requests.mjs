import { randomUUID } from 'node:crypto';
import { anyOf, body, pairOf } from './request-parts.mjs';

/** What the rivals are asked: the same as the gateway, in the documents of their own schemas, which are shorter. */
export const rivalKinds = {
  'by hand transfer': ({ wallets, hot }) => {
    const ask = body(
      'mutation ($input: TransferInput!) { transfer(input: $input) { replayed transaction { id status wallet { balance } } } }',
    );
    return {
      body: () => {
        const [fromWalletId, toWalletId] = pairOf(wallets, hot);
        return ask({
          input: { fromWalletId, toWalletId, amount: '0.01', idempotencyKey: randomUUID() },
        });
      },
      done: '"replayed":false',
      isDone: ({ transfer: { transaction } }) =>
        transaction.status === 'COMPLETED' && /^\d+\.\d\d$/.test(transaction.wallet.balance),
    };
  },
  'by hand balance': ({ wallets }) => {
    const ask = body('query ($id: ID!) { wallet(id: $id) { balance } }');
    return {
      body: () => ask({ id: anyOf(wallets) }),
      done: '"balance"',
      isDone: ({ wallet }) => /^\d+\.\d\d$/.test(wallet.balance),
    };
  },
  hello: () => {
    const ask = body('{ hello }');
    return {
      body: () => ask({}),
      done: '"world"',
      isDone: ({ hello }) => hello === 'world',
    };
  },
};
