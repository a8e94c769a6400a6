import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/*
 * The lock between real processes: a holder that is killed must not keep it, and no two processes may
 * ever hold it at once. The project's scripts install and build under this lock, before any package
 * is installed; so the children run its plain source.
 */

const lockModule = pathToFileURL(
  path.resolve(import.meta.dirname, '../../src/lock/process-lock.mjs'),
);

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onebook lock '));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function startChild(body: string) {
  const program = `
    import { withLock } from ${JSON.stringify(lockModule.href)};
    import { readFileSync, writeFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    const [locks, counter] = ${JSON.stringify([path.join(folder, 'locks'), path.join(folder, 'n')])};
    ${body}
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function exitCode(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

// Reads, pauses and writes: two at once would lose a count.
const countSlowly = `
  for (let i = 0; i < 5; i += 1) {
    await withLock(locks, async () => {
      const n = Number(readFileSync(counter, 'utf8'));
      await sleep(5);
      writeFileSync(counter, String(n + 1));
    });
  }
`;

describe('the lock between processes', () => {
  test('is never held by two of six processes at once', async () => {
    await writeFile(path.join(folder, 'n'), '0');
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => exitCode(startChild(countSlowly))),
    );
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await readFile(path.join(folder, 'n'), 'utf8')).toBe('30');
    // One file is left: the last number.
    expect(await readdir(path.join(folder, 'locks'))).toHaveLength(1);
  });

  test('passes on when its holder is killed, and names that holder to the process that waits', async () => {
    const holder = startChild(`await withLock(locks, async () => {
      console.log('held');
      await sleep(60_000);
    });`);
    await once(holder.stdout, 'data');
    const next = startChild(`await withLock(locks, async () => console.log('mine'), {
      onWait: (pid) => console.log('waits for ' + pid),
    });`);
    const [waits] = (await once(next.stdout, 'data')) as [Buffer];
    expect(waits.toString()).toBe(`waits for ${holder.pid}\n`);
    holder.kill('SIGKILL');
    const [mine] = (await once(next.stdout, 'data')) as [Buffer];
    expect(mine.toString()).toBe('mine\n');
    expect(await exitCode(next)).toBe(0);
  });

  test('passes on when its holder is a zombie: dead, but not collected by its parent', async () => {
    // sh starts the holder and becomes sleep, which never collects it.
    const holder = `
      import { withLock } from ${JSON.stringify(lockModule.href)};
      await withLock(${JSON.stringify(path.join(folder, 'locks'))}, async () => {
        console.log(process.pid);
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });
    `;
    const parent = spawn(
      'sh',
      ['-c', '"$0" --input-type=module -e "$1" & exec sleep 60', process.execPath, holder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(parent);
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    process.kill(Number(pid), 'SIGKILL');
    const next = startChild(`await withLock(locks, async () => console.log('mine'));`);
    const [mine] = (await once(next.stdout, 'data')) as [Buffer];
    expect(mine.toString()).toBe('mine\n');
    // The pid is still taken, so only its state says that the process is dead.
    expect(() => process.kill(Number(pid), 0)).not.toThrow();
  });

  test('is free again after work that throws', async () => {
    const throws = startChild(`
      await withLock(locks, async () => { throw new Error('no'); }).catch(() => {});
      await withLock(locks, async () => console.log('again'), { onWait: () => process.exit(9) });
    `);
    expect(await exitCode(throws)).toBe(0);
  });
});
