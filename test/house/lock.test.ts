import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/*
 * The lock that keeps two starts from installing over each other, with real processes: a holder
 * that is killed must not keep it, and no two may ever hold it at once.
 */

const lockModule = pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/lib/lock.mjs'));

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onebook lock '));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function child(body: string) {
  const program = `
    import { withLock } from ${JSON.stringify(lockModule.href)};
    import { readFileSync, writeFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    const [locks, counter] = ${JSON.stringify([path.join(folder, 'locks'), path.join(folder, 'n')])};
    ${body}
  `;
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const process_ = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: [...stdio],
  });
  children.push(process_);
  return process_;
}

async function ended(process_: ChildProcess) {
  if (process_.exitCode === null && process_.signalCode === null) await once(process_, 'exit');
  return process_.exitCode;
}

// Reads, pauses and writes: two at once would lose a count.
const countsSlowly = `
  for (let i = 0; i < 5; i += 1) {
    await withLock(locks, async () => {
      const n = Number(readFileSync(counter, 'utf8'));
      await sleep(5);
      writeFileSync(counter, String(n + 1));
    }, () => {});
  }
`;

describe('the lock of the commands', () => {
  test('six processes never hold it two at a time', async () => {
    await writeFile(path.join(folder, 'n'), '0');
    const codes = await Promise.all(Array.from({ length: 6 }, () => ended(child(countsSlowly))));
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await readFile(path.join(folder, 'n'), 'utf8')).toBe('30');
    // One file is left: the last number.
    expect(await readdir(path.join(folder, 'locks'))).toHaveLength(1);
  });

  test('a holder that was killed does not keep it', async () => {
    const holder = child(`await withLock(locks, async () => {
      console.log('held');
      await sleep(60_000);
    }, () => {});`);
    await once(holder.stdout, 'data');
    const next = child(`await withLock(locks, async () => console.log('mine'), (pid) => {
      console.log('waits for ' + pid);
    });`);
    const [waits] = (await once(next.stdout, 'data')) as [Buffer];
    expect(waits.toString()).toBe(`waits for ${holder.pid}\n`);
    holder.kill('SIGKILL');
    const [mine] = (await once(next.stdout, 'data')) as [Buffer];
    expect(mine.toString()).toBe('mine\n');
    expect(await ended(next)).toBe(0);
  });

  test('a body that throws gives it back', async () => {
    const throws = child(`
      await withLock(locks, async () => { throw new Error('no'); }, () => {}).catch(() => {});
      await withLock(locks, async () => console.log('again'), () => process.exit(9));
    `);
    expect(await ended(throws)).toBe(0);
  });
});
