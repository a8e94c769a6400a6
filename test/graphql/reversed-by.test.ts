import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { BookReader } from '../../src/reader/book-reader.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput, type AnswerFields } from '../support/graphql.js';
import { reason } from '../support/inputs.js';

const at = useBook();
/** For each statement that read reversals since the last look, for how many transactions. */
const reads: number[] = [];
let source: DataSource;

/** A book whose readers of lists count. */
const counting = () => ({
  ...at.gateway.book,
  read: () => new BookReader(new Snapshot(source)),
});
const { admin, auditor, member, service, wallet } = askers(counting);

const REVERSED_BY =
  'query ($id: ID!) { transaction(id: $id) { id reversedBy { id kind statusReason } } }';
const reversedBy = async (id: string, by = admin): Promise<unknown> =>
  ((await by.run(REVERSED_BY, { id })) as AnswerFields & { reversedBy: unknown }).reversedBy;

let ann: string;
let ben: string;
let sent: string;
let reversal: string;
beforeAll(async () => {
  const { url } = at.database;
  source = createDataSource({ url, book: 'book', connections: 2, name: 'counted reads' });
  await source.initialize();
  source.logger.logQuery = (statement, parameters) => {
    const [ids] = (parameters ?? []) as unknown[][];
    if (statement.includes("'REVERSAL'")) reads.push(ids?.length ?? 0);
  };
  ann = await wallet('ann', '10');
  ben = await wallet('ben');
  const input = { fromWalletId: ann, toWalletId: ben, amount: moneyInput('4') };
  sent = (await service.send('Transfer', input)).transaction.id;
  reversal = (await admin.send('ReverseTransaction', { transactionId: sent, reason })).transaction
    .id;
});

afterAll(() => source.destroy());

describe('a transaction shows the reversal that took it back', () => {
  test('reversedBy is the reversal, for everyone who sees one of the wallets', async () => {
    const expected = { id: reversal, kind: 'REVERSAL', statusReason: reason };
    for (const viewer of [admin, auditor, service, member('ann'), member('ben')])
      expect(await reversedBy(sent, viewer)).toEqual(expected);
    expect(await reversedBy(reversal)).toBeNull();
  });

  test('reversedBy is null before the reversal, after a failure, and for what another transaction refers to', async () => {
    const deposit = (name: string) =>
      service.send(name, { walletId: ann, amount: moneyInput('100') });
    const failed = (await deposit('InitiateDeposit')).transaction.id;
    await service.send('FailDeposit', { transactionId: failed, reason });
    const plain = (await deposit('Deposit')).transaction.id;
    const commission = { walletId: ben, sourceTransactionId: plain, rateBps: 100 };
    await service.send('PayReferralCommission', commission);
    expect([await reversedBy(failed), await reversedBy(plain)]).toEqual([null, null]);
    const document = `mutation ($input: ReverseTransactionInput!) { reverseTransaction(input: $input) {
      ... on ReverseTransactionPayload { transaction { id ... on Reversal { original { reversedBy { id } } } } } } }`;
    const { transaction } = await admin.send(document, { transactionId: plain, reason });
    expect(transaction).toMatchObject({ original: { reversedBy: { id: transaction.id } } });
  });

  test('a list reads the reversals of all its transactions at once', async () => {
    reads.length = 0;
    const { edges } = await admin.run(
      '{ transactions(first: 50) { edges { node { id reversedBy { id } } } } }',
    );
    expect(edges.length).toBeGreaterThan(3);
    const shown = edges.map(({ node }) => node as AnswerFields & { reversedBy: unknown });
    expect(shown.find(({ id }) => id === sent)?.reversedBy).toEqual({ id: reversal });
    // Once by the compiled operation, and once by graphql-js.
    expect(new Set(reads)).toEqual(new Set([edges.length]));
    expect(reads.length).toBeLessThanOrEqual(2);
  });
});
