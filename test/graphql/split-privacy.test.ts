import { expect, test } from '@jest/globals';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, member, service, wallet } = askers(() => at.gateway.book);
const [ann, ben] = [member('ann'), member('ben')];

test('the receiver of a split does not read why a withdrawal was rejected', async () => {
  const splits = [{ toWalletId: await wallet('ben'), amount: moneyInput('1'), label: 'agent' }];
  const { transaction } = await ann.send('RequestWithdrawal', {
    ...{ walletId: await wallet('ann', '100'), amount: moneyInput('50'), splits },
  });
  const [rejection, id] = ['Suspected fraud', transaction.id];
  await admin.send('RejectWithdrawal', { transactionId: id, reason: rejection });
  const reasonFor = (viewer: typeof ann) =>
    viewer.run('query ($id: ID!) { transaction(id: $id) { statusReason } }', { id });
  for (const viewer of [ann, admin, auditor, cashier, service])
    expect(await reasonFor(viewer)).toEqual({ statusReason: rejection });
  expect(await reasonFor(ben)).toEqual({ statusReason: null });
});

test('the receiver of a split does not read where the rest of a withdrawal is paid', async () => {
  const walletId = await wallet('ann', '100');
  const splits = [{ toWalletId: await wallet('ben'), amount: moneyInput('1'), label: 'agent' }];
  const destination = 'account ending in 1234';
  const { transaction } = await ann.send('RequestWithdrawal', {
    ...{ walletId, amount: moneyInput('50'), splits, destination },
  });
  const seenBy = (viewer: typeof ann) =>
    viewer.run(
      `query ($id: ID!) { transaction(id: $id) {
        ... on Withdrawal { destination splits { label } } } }`,
      { id: transaction.id },
    );
  const labels = [{ label: 'agent' }];
  for (const viewer of [ann, admin, auditor, cashier, service])
    expect(await seenBy(viewer)).toEqual({ destination, splits: labels });
  expect(await seenBy(ben)).toEqual({ destination: null, splits: labels });
});
