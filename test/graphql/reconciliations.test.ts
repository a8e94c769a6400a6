import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { runNow } from '../../src/adoption/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { walletId as walletIdOf } from '../../src/graphql/ids.js';
import { useBook } from '../support/book.js';
import { askers, type Asker } from '../support/graphql.js';

const at = useBook();
const { admin, auditor, cashier, service, member } = askers(() => at.gateway.book);

let source: DataSource;
let wallet: string;
let reconciliation: string;
beforeAll(async () => {
  const { url } = at.database;
  const settings = { url, book: 'book', connections: 4, name: 'checks', role: GATEWAY_ROLE };
  source = await createDataSource(settings).initialize();
  const id = await at.gateway.wallet('ann', 'USD');
  wallet = walletIdOf(id);
  const finding = {
    ...{ check: 'entry.chain', subject: `wallet ${id}`, expected: '5', actual: '7' },
  };
  const report = {
    ...{ checkedEntries: 2, checkedWallets: 1, healthy: false, findings: [finding] },
  };
  await runNow({ source, book: { verify: () => Promise.resolve(report) } }, 'tester');
  const { edges } = await auditor.run('{ reconciliations { edges { node { id } } } }');
  reconciliation = edges[0]!.node.id;
});
afterAll(() => source.destroy());

const FINDING = 'edges { node { code subject expected actual wallet { id } } }';
const OF_WALLET = `query ($id: ID!) { wallet(id: $id) { findings { ${FINDING} } } }`;
const RUN = `query ($id: ID!, $filter: FindingFilter) { reconciliation(id: $id) {
  status covered reason totals { checkedEntries findings opened closed } inputs { name }
  findings(filter: $filter) { ${FINDING} } } }`;
const found = () => ({
  ...{ code: 'BOOK_CONTRADICTION', expected: '5', actual: '7', wallet: { id: wallet } },
});

describe('the result of a reconciliation is read through the API', () => {
  test('a run shows its status, its totals and its findings, by code if asked', async () => {
    const shown = {
      ...{ status: 'FINDINGS', covered: ['book'], reason: null, inputs: [] },
      totals: { checkedEntries: 2, findings: 1, opened: 1, closed: 0 },
    };
    const run = (filter?: object) => auditor.run(RUN, { id: reconciliation, filter });
    expect(await run()).toMatchObject({ ...shown, findings: { edges: [{ node: found() }] } });
    const codes = async (...names: string[]) =>
      (await run({ codes: names })) as unknown as { findings: { edges: unknown[] } };
    expect((await codes('BOOK_GUARD')).findings.edges).toEqual([]);
    expect((await codes('BOOK_CONTRADICTION')).findings.edges).toHaveLength(1);
  });

  test('a run that is asked for is RUNNING, without a start, totals or findings', async () => {
    const asked = (await admin.send('RunReconciliation', {
      idempotencyKey: 'once',
    })) as unknown as {
      reconciliation: { id: string };
    };
    expect(asked).toMatchObject({
      reconciliation: { status: 'RUNNING', startedBy: 'admin', totals: null },
      replayed: false,
    });
    const again = await admin.send('RunReconciliation', { idempotencyKey: 'once' });
    expect(again).toEqual({ ...asked, replayed: true });
    const { id } = asked.reconciliation;
    expect(await auditor.run(RUN, { id })).toMatchObject({
      ...{ status: 'RUNNING', covered: [], totals: null },
      findings: { edges: [] },
    });
  });

  test('a run is a node for those who may see runs, and looks missing to others', async () => {
    const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    const seen = { __typename: 'Reconciliation', id: reconciliation };
    expect(await admin.run(node, { id: reconciliation })).toEqual(seen);
    for (const other of [cashier, service, member('ann')])
      expect(await other.run(node, { id: reconciliation })).toBeNull();
  });
});

describe('only staff and auditors see findings', () => {
  test.each<[string, Asker, boolean, 'seen' | 'forbidden' | 'missing']>([
    ['admin', admin, true, 'seen'],
    ['auditor', auditor, true, 'seen'],
    ['cashier', cashier, false, 'seen'],
    ['program', service, false, 'forbidden'],
    ['wallet owner', member('ann'), false, 'forbidden'],
    ['member', member('bob'), false, 'missing'],
  ])(
    'of a wallet and a run, %s is given what is theirs to see',
    async (_, asker, runs, wallets) => {
      const forbidden = ['FORBIDDEN'];
      expect(await asker.codes(RUN, { id: reconciliation })).toEqual(runs ? [] : forbidden);
      expect(await asker.codes('{ reconciliations { edges { cursor } } }')).toEqual(
        runs ? [] : forbidden,
      );
      const seen = { findings: { edges: [{ node: expect.objectContaining(found()) }] } };
      if (wallets === 'forbidden')
        expect(await asker.codes(OF_WALLET, { id: wallet })).toEqual(forbidden);
      else
        expect(await asker.run(OF_WALLET, { id: wallet })).toEqual(
          wallets === 'missing' ? null : seen,
        );
    },
  );
});
