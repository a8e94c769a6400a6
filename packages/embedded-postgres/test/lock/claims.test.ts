import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withDataDirectoryLock } from '../../src/cluster/data-directory-lock.js';
import { pidNamespace, processIdentity } from '../../src/lock/process-identity.mjs';
import { LockTimeoutError, withLock } from '../../src/lock/process-lock.mjs';
import { eventually } from '../support/processes.js';
import { recorder } from '../support/recorder.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'onebook-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const options = (signal = new AbortController().signal) => ({ log: recorder(), signal });
const claims = () => path.join(directory, 'lock');

/** Puts a claim in place, as another process would. */
async function claim(number: number, content: object | string): Promise<string> {
  const file = path.join(claims(), String(number));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function thisProcess() {
  return {
    pid: process.pid,
    identity: (await processIdentity(process.pid)) ?? '',
    namespace: await pidNamespace(),
  };
}

describe('the lock of a data directory', () => {
  test('lets one in at a time, whatever the others do meanwhile', async () => {
    let inside = 0;
    const seen: number[] = [];
    const work = async () => {
      seen.push((inside += 1));
      await delay(Math.random() * 5);
      inside -= 1;
    };
    const turns = Array.from({ length: 16 }, () =>
      withDataDirectoryLock(directory, options(), work),
    );
    await Promise.all(turns);
    expect(seen).toEqual(Array.from({ length: 16 }, () => 1));
    expect(await readdir(claims())).toHaveLength(1);
  });

  test('is free again after work that failed', async () => {
    const failing = withDataDirectoryLock(directory, options(), () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await withDataDirectoryLock(directory, options(), () => Promise.resolve('in'))).toBe(
      'in',
    );
  });

  test('waits for a holder that lives, until the signal is aborted', async () => {
    await claim(7, await thisProcess());
    const controller = new AbortController();
    const waiting = withDataDirectoryLock(directory, options(controller.signal), () =>
      Promise.resolve('in'),
    );
    const first = await Promise.race([waiting, delay(300, 'still waiting')]);
    expect(first).toBe('still waiting');
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  test('tells of a wait once, after a second', async () => {
    await claim(7, await thisProcess());
    const controller = new AbortController();
    const { log, signal } = options(controller.signal);
    const started = performance.now();
    const waiting = withDataDirectoryLock(directory, { log, signal }, () => Promise.resolve('in'));
    await eventually(() => log.lines.length > 0);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
    // Some more looks at the lock, which must not be reported again.
    await delay(500);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(log.lines).toEqual([
      `info waiting for process ${process.pid}, which is starting or stopping this database`,
    ]);
  });

  test.each([
    ['that is gone', { pid: 2_147_483_646 }],
    ['whose pid now belongs to another process', { identity: 'some other boot/1' }],
  ])('passes over a holder %s', async (_, change) => {
    await claim(7, { ...(await thisProcess()), ...change });
    expect(await withDataDirectoryLock(directory, options(), () => Promise.resolve('in'))).toBe(
      'in',
    );
    expect(await readdir(claims())).toEqual(['8']);
  });

  test('judges a holder in another container by its heartbeat', async () => {
    const file = await claim(7, {
      ...(await thisProcess()),
      pid: 2_147_483_646,
      namespace: 'pid:[1]',
    });
    const turn = withDataDirectoryLock(directory, options(), () => Promise.resolve('in'));
    expect(await Promise.race([turn, delay(300, 'still waiting')])).toBe('still waiting');
    await utimes(file, new Date(), new Date(Date.now() - 60_000));
    expect(await turn).toBe('in');
  });
});

describe('the lock', () => {
  test('sends a heartbeat for as long as the work runs', async () => {
    await withLock(claims(), async () => {
      const [name = ''] = await readdir(claims());
      const file = path.join(claims(), name);
      await utimes(file, new Date(), new Date(Date.now() - 60_000));
      await eventually(async () => Date.now() - (await stat(file)).mtimeMs < 15_000);
    });
  });

  test('gives up after its time limit and names the holder', async () => {
    await claim(7, await thisProcess());
    const failure = await withLock(claims(), () => Promise.resolve('in'), {
      timeoutMs: 100,
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LockTimeoutError);
    expect(failure).toMatchObject({ holderPid: process.pid });
    expect(await readdir(claims())).toEqual(['7']);
  });

  test('deletes the drafts that killed processes have left behind', async () => {
    await claim(7, '');
    await writeFile(path.join(claims(), 'draft-000000000000'), '');
    expect(await withLock(claims(), () => Promise.resolve('in'))).toBe('in');
    expect(await readdir(claims())).toEqual(['8']);
  });
});
