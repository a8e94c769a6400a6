import { expect } from '@jest/globals';
import { transactionId } from '../../src/graphql/ids.js';
import type { BookReader } from '../../src/reader/index.js';
import { mapOf, type TestGateway } from '../support/book.js';
import { Asker } from '../support/graphql.js';
import { viewerWith } from '../support/inputs.js';
import {
  amountText,
  DIGITS,
  type ModelState,
  type ModelTransaction,
} from './commands-and-state.js';
import { takenBack } from './divided.js';
import { add } from './flows.js';

/*
 * Comparisons of the book with the model.
 */

/** Expects every figure of every balance, and the terms and status of every transaction. */
export async function expectSameFigures(gateway: TestGateway, state: ModelState): Promise<void> {
  const { wallets, transactions } = state;
  await gateway.reading(async (reader) => {
    const ids = [...wallets.keys()];
    const balances = await mapOf(ids, (id) => reader.rows.balance(id));
    const rows = await mapOf(ids, (id) => reader.rows.wallet(id));
    const lines = await mapOf(ids, (id) => reader.rows.creditLine(id));
    for (const wallet of wallets.values()) {
      const { id, currency, cash, credit, heldCredit, owed, changes, line } = wallet;
      expect(balances.get(id)).toEqual({
        ...{ currency, available: cash, spendable: cash + credit },
        ...{ held: wallet.held + heldCredit, cash: cash + wallet.held },
        ...{ credit: credit + heldCredit, total: cash + wallet.held + credit + heldCredit },
        ...{ owed, version: changes },
      });
      expect(rows.get(id)?.status).toBe(wallet.status);
      expect(lines.get(id) ?? { approved: false, limit: 0n }).toMatchObject(line);
    }
    const found = await mapOf([...transactions.keys()], (id) => reader.rows.transaction(id));
    for (const [id, transaction] of transactions) {
      const { kind, status, walletId, currency, amount, by, splits, effectiveAt } = transaction;
      expect(found.get(id)).toMatchObject({
        ...{ kind, status, walletId, currency, amount, initiatedBy: by },
        effectiveAt: effectiveAt === undefined ? null : new Date(effectiveAt),
        splits: splits.map((split) => ({ ...split.to, amount: split.amount })),
      });
    }
  });
}

/** A page that holds all that a sequence makes for a wallet. */
const ALL = { first: 200 };

/** Expects the lists, and the splits with what was taken back of them. */
export async function expectSameLists(gateway: TestGateway, state: ModelState): Promise<void> {
  await gateway.reading(async (reader) => {
    for (const walletId of state.wallets.keys())
      await expectSameTransactions(reader, state, walletId);
  });
  const divided = [...state.transactions].filter(([, { splits }]) => splits.length > 0);
  await Promise.all(divided.map((one) => expectSameSplits(gateway, one)));
}

/** The list of a wallet has what it pays and what it receives, as the receiver of a split too. */
async function expectSameTransactions(
  reader: BookReader,
  { transactions }: ModelState,
  walletId: string,
): Promise<void> {
  const { edges } = await reader.transactionsPage({ walletId }, ALL);
  const expected = [...transactions].filter(
    ([, one]) => one.walletId === walletId || one.others.includes(walletId),
  );
  expect({ walletId, has: edges.map(({ node }) => node.id).sort() }).toEqual({
    walletId,
    has: expected.map(([id]) => id).sort(),
  });
}

const SPLITS = `query Splits($id: ID!) {
  transaction(id: $id) { splits { label amount { amount } takenBack { amount } to { __typename } } }
}`;

async function expectSameSplits(
  gateway: TestGateway,
  [id, transaction]: [string, ModelTransaction],
): Promise<void> {
  const auditor = new Asker(() => gateway.book, viewerWith('auditor', 'AUDITOR'));
  const found = await auditor.run(SPLITS, { id: transactionId(id) });
  const back = takenBack(transaction);
  const { currency } = transaction;
  expect({ id, found }).toMatchObject({
    id,
    found: {
      splits: transaction.splits.map(({ to, amount }, index) => ({
        amount: { amount: amountText(amount, currency) },
        takenBack: { amount: amountText(back[index]!, currency) },
        to: { __typename: 'walletId' in to ? 'Wallet' : 'SystemAccountInfo' },
      })),
    },
  });
}

/** The balances of all system accounts that are not zero, by name and currency. */
export async function systemAccountsOf(gateway: TestGateway): Promise<Map<string, bigint>> {
  return gateway.reading(async (reader) => {
    const balances = new Map<string, bigint>();
    for (const currency of Object.keys(DIGITS)) {
      const treasury = await reader.treasury(currency);
      expect(treasury?.sumOfAllAccounts).toBe(0n);
      for (const { name, balance } of treasury?.systemAccounts ?? [])
        add(balances, `${name} ${currency}`, balance);
    }
    return balances;
  });
}
