import { expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { buildSchema } from '../../src/graphql/schema.js';
import { walletId } from '../../src/graphql/ids.js';
import type { Refusal } from '../../src/domain/index.js';
import { CASHIER } from '../support/inputs.js';

const schema = buildSchema();
const source = /* GraphQL */ `
  mutation ($walletId: ID!) {
    deposit(
      input: { walletId: $walletId, amount: { amount: "1", currency: "USD" }, idempotencyKey: "k" }
    ) {
      __typename
      ... on UserError {
        code
        message
      }
    }
  }
`;

/** The answer to a client if the ledger refuses a deposit with `refusal`. */
async function refusedWith(refusal: Refusal) {
  const submit = () => Promise.resolve({ outcome: { refused: refusal }, replayed: false });
  return graphql({
    schema,
    source,
    variableValues: { walletId: walletId('0190f5a4-7c1e-7b3a-9c4d-0123456789ab') },
    contextValue: { viewer: CASHIER, CASHIER, submit, answerFromCommit: () => undefined },
  });
}

test('a refusal that the result union has is data', async () => {
  const { data, errors } = await refusedWith({
    code: 'WALLET_NOT_FOUND',
    message: 'There is none.',
  });
  expect(errors).toBeUndefined();
  expect(data?.['deposit']).toEqual({
    __typename: 'WalletNotFound',
    code: 'WALLET_NOT_FOUND',
    message: 'There is none.',
  });
});

test('a refusal that the result union lacks is an internal error that names the refusal and the union', async () => {
  const { data, errors } = await refusedWith({ code: 'QUOTE_USED', message: 'It is used.' });
  expect(data).toEqual({ deposit: null });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.message).toMatch(/"QuoteUsed".*"DepositResult"/);
  expect(errors?.[0]?.extensions['code']).toBeUndefined();
});

test('a payload never shows a transaction of another kind than its type says', async () => {
  const id = '0190f5a4-7c1e-7b3a-9c4d-0123456789ab';
  const answer = async (kind: string) => {
    const submit = () =>
      Promise.resolve({ outcome: { done: { transactionId: id } }, replayed: false });
    const loaders = { transaction: () => ({ id, kind }) };
    return graphql({
      schema,
      source: source.replace('__typename', '... on DepositPayload { transaction { kind } }'),
      variableValues: { walletId: walletId(id) },
      contextValue: {
        viewer: CASHIER,
        CASHIER,
        submit,
        loaders,
        answerFromCommit: () => undefined,
      },
    });
  };
  expect(await answer('DEPOSIT')).toEqual({
    data: { deposit: { transaction: { kind: 'DEPOSIT' } } },
  });
  const { data, errors } = await answer('TRANSFER');
  expect(data).toEqual({ deposit: null });
  expect(errors).toMatchObject([
    { message: `transaction ${id} is a TRANSFER instead of a DEPOSIT`, extensions: {} },
  ]);
});
