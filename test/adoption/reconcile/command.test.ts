import { describe, expect, test } from '@jest/globals';
import { useBook } from '../../support/book.js';
import { onebook, OnebookCommand } from '../../support/onebook-command.js';
import { until } from '../../support/until.js';

const at = useBook();
const environment = () => ({ DATABASE_URL: at.database.url, BOOK: 'book' });
const reconcile = (...args: string[]) => onebook(environment(), 'reconcile', ...args);
const results = async () => {
  const { rows } = await at.owner.query<{ status: string | null; asked_by: string }>(
    `SELECT e.status, r.asked_by FROM reconciliation r
       LEFT JOIN reconciliation_result e ON e.reconciliation_id = r.id ORDER BY r.position`,
  );
  return rows.map(({ status, asked_by: by }) => `${status} ${by}`);
};

describe('onebook reconcile', () => {
  test('a sound book ends with 0, a damaged one with 1 and what is wrong, and a mended one with 0 again', async () => {
    const walletId = await at.gateway.wallet('ann', 'USD', '5.00');
    const sound = await reconcile();
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.output).toMatch(/^Nothing is wrong: 2 entries and 1 wallets checked\.$/m);
    const damage = async (by: number) => {
      await at.owner.query('SET session_replication_role = replica');
      await at.owner.query(`UPDATE transaction SET amount = amount + ${by} WHERE kind = 'DEPOSIT'`);
      await at.owner.query('SET session_replication_role = DEFAULT');
    };
    at.spoilt = true;
    await damage(1);
    const damaged = await reconcile('--json');
    await damage(-1);
    at.spoilt = false;
    expect(damaged.code).toBe(1);
    const report = JSON.parse(damaged.output.slice(damaged.output.indexOf('{'))) as {
      status: string;
      findings: { code: string; subject: string }[];
    };
    expect(report).toMatchObject({ status: 'FINDINGS', covered: ['book'], reason: null });
    expect(report.findings[0]?.code).toBe('BOOK_CONTRADICTION');
    const open = await at.gateway.reading((reader) => reader.findingsPage({ walletId }, {}));
    expect(open.edges.length).toBeGreaterThan(0);
    const mended = await reconcile();
    expect(mended.output).toMatch(/checked; \d+ earlier ones? (is|are) gone\.$/m);
    expect(mended.code).toBe(0);
  });

  test('a book that cannot be reached ends with 2 and nothing done', async () => {
    const before = await results();
    const { code, output } = await onebook(
      { DATABASE_URL: at.database.url, BOOK: 'nowhere' },
      'reconcile',
    );
    expect([code, output]).toEqual([2, expect.stringContaining('onebook: book nowhere lacks')]);
    expect(await results()).toEqual(before);
  });

  test('a command that is killed does not block the next, which ends it as INTERRUPTED', async () => {
    const before = await results();
    // The command waits for this before it stores its result, and holds the lock of runs.
    await at.owner.query('BEGIN');
    await at.owner.query('LOCK TABLE reconciliation_result IN SHARE MODE');
    const killed = OnebookCommand.start(environment(), 'reconcile');
    await until(async () => (await results()).length > before.length);
    const busy = await reconcile();
    expect(busy).toMatchObject({ code: 2 });
    expect(busy.output).toContain('another reconciliation of this book is under way');
    killed.kill('SIGKILL');
    await killed.ended();
    await at.owner.query('ROLLBACK');
    await until(async () => (await reconcile()).code === 0);
    expect((await results()).slice(before.length)).toEqual([
      'INTERRUPTED onebook:operator',
      'PASSED onebook:operator',
    ]);
  });
});
