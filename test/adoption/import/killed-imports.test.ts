import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { onlyCurrency, importInto, useMappings } from '../../support/adoption.js';
import { useBook } from '../../support/book.js';
import { builtChild } from '../../support/built-child.js';

const book = useBook();
const { source, mapping } = useMappings();

const OWNERS = 600;
/** A commit has some five wallets, so there are a hundred moments between two commits. */
const BATCH_ROWS = 10;
const KILLS = 20;
const AT_ONCE = 4;

let program: string;
beforeAll(async () => {
  program = await builtChild(join(import.meta.dirname, 'import-child.ts'));
});

/** Begins an import in a process of its own, and kills it some time after its first commit. @returns whether it was killed */
async function beginAndKill(file: string, afterMs: number): Promise<boolean> {
  const args = [program, book.database.url, file, String(BATCH_ROWS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await delay(afterMs);
  child.kill('SIGKILL');
  await closed;
  return !output.includes('finished');
}

test(`an import that is killed ${KILLS} times and run again ends as if it had run once`, async () => {
  const lines = Array.from({ length: OWNERS }, (_, index) => `owner-${index},${index % 7}.25`);
  const balances = source('users.balance', ['owner,amount', ...lines]);
  const { file } = (balances as unknown as { origin: { file: string } }).origin;
  let kills = 0;
  // Some at once, so that they also meet each other.
  for (let run = 0; run < KILLS; run += AT_ONCE) {
    const killed = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => beginAndKill(file, Math.random() * 80)),
    );
    kills += killed.filter(Boolean).length;
  }
  // The first runs at least cannot finish within that time.
  expect(kills).toBeGreaterThan(2);
  const last = onlyCurrency(await importInto(book.database.url, mapping([balances])));
  const total = lines.reduce((sum, line) => sum + Number(line.split(',')[1]), 0).toFixed(2);
  expect(last).toMatchObject({
    ...{ owners: OWNERS, drift: '0.00', setAside: [] },
    book: { wallets: OWNERS, sum: total, opening: `-${total}`, drift: '0.00' },
  });
  expect(last.imported + last.skipped).toBe(OWNERS);
  const again = onlyCurrency(await importInto(book.database.url, mapping([balances])));
  expect(again).toMatchObject({ imported: 0, skipped: OWNERS, book: last.book });
});

test('two imports of one file at once bring each wallet in once, while a gateway opens some of them', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => `racer-${index},${index % 5}`);
  const balances = source('racers', ['owner,amount', ...lines]);
  const options = { batchRows: 20 };
  const opened = Array.from({ length: 60 }, (_, index) => `racer-${index * 5}`);
  const [first, second] = await Promise.all([
    importInto(book.database.url, mapping([balances]), options),
    importInto(book.database.url, mapping([balances]), options),
    ...opened.map(async (owner) => book.gateway.wallet(owner, 'USD')),
  ]);
  const last = onlyCurrency(await importInto(book.database.url, mapping([balances])));
  expect(last).toMatchObject({
    setAside: [],
    book: { wallets: 300, sum: '600.00', drift: '0.00' },
  });
  expect(onlyCurrency(first).imported + onlyCurrency(second).imported).toBeLessThanOrEqual(300);
});
