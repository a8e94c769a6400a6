import { argv, env } from 'node:process';
import { outcomeOf } from '../typescript/outcome.js';
import { BalanceChangedDocument, HeaderDocument, TransferDocument } from './generated/graphql.js';
import { Onebook } from './onebook.js';

const [, , fromWalletId = '', toWalletId = '', amount = '', idempotencyKey = ''] = argv;
const onebook = new Onebook(env['ONEBOOK_URL'] ?? '', () => env['ONEBOOK_TOKEN'] ?? '');

const { wallet } = await onebook.ask(HeaderDocument, { walletId: fromWalletId });
if (!wallet) throw new Error('There is no such wallet, or this token may not see it.');
console.log('balance', wallet.balance.available.amount, 'version', wallet.balance.version);

const { transfer } = await onebook.ask(TransferDocument, {
  input: { fromWalletId, toWalletId, amount: { amount, currency: 'USD' }, idempotencyKey },
});
console.log(outcomeOf(transfer));

// The first push is the present balance. A page goes on, and shows a push only if its version is not older than what it shows.
for await (const { balanceChanged } of onebook.follow(BalanceChangedDocument, {
  walletId: fromWalletId,
})) {
  const { available, version } = balanceChanged.wallet.balance;
  console.log('balance', available.amount, 'version', version);
  break;
}
