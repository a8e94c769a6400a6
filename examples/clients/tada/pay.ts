import { argv, env } from 'node:process';
import { Client, fetchExchange } from '@urql/core';
import { graphql } from './graphql.js';

const Figures = graphql(`
  fragment Figures on Balance {
    available {
      amount
    }
    version
  }
`);
const WalletQuery = graphql(
  `
    query Wallet($id: ID!) {
      wallet(id: $id) {
        id
        balance {
          ...Figures
        }
      }
    }
  `,
  [Figures],
);
const Transfer = graphql(
  `
    mutation Transfer($input: TransferInput!) {
      transfer(input: $input) {
        __typename
        ... on TransferPayload {
          replayed
          transaction {
            id
            wallet {
              balance {
                ...Figures
              }
            }
          }
        }
        ... on UserError {
          code
          message
        }
      }
    }
  `,
  [Figures],
);

const [, , fromWalletId = '', toWalletId = '', amount = '', idempotencyKey = ''] = argv;
const client = new Client({
  url: env['ONEBOOK_URL'] ?? '',
  fetchOptions: { headers: { authorization: `Bearer ${env['ONEBOOK_TOKEN'] ?? ''}` } },
  exchanges: [fetchExchange],
});

const read = await client.query(WalletQuery, { id: fromWalletId }).toPromise();
if (!read.data?.wallet) throw read.error ?? new Error('There is no such wallet.');
const { available, version } = read.data.wallet.balance;
console.log('balance', available.amount satisfies string, 'version', version satisfies number);

const input = { fromWalletId, toWalletId, amount: { amount, currency: 'USD' }, idempotencyKey };
const paid = await client.mutation(Transfer, { input }).toPromise();
// Unknown whether it was executed, unless the code says so: the same key again gives the outcome.
if (!paid.data?.transfer) throw paid.error ?? new Error('There was no answer.');
const { transfer } = paid.data;
if (transfer.__typename === 'TransferPayload') {
  const { replayed, transaction } = transfer;
  console.log(`${replayed ? 'paid before' : 'paid'}: ${transaction.id}`);
  const now = transaction.wallet?.balance;
  console.log('balance', now?.available.amount, 'version', now?.version);
} else {
  console.log(`refused: ${transfer.code}: ${transfer.message}`);
}
