import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exclusively } from '../../src/database/embedded/lock.js';
import { pidNamespace, processIdentity } from '../../src/database/embedded/processes.js';
import { recorder } from '../support/embedded.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'onebook-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const options = (signal = new AbortController().signal) => ({ log: recorder(), signal });

async function claim(number: number, content: object | string): Promise<string> {
  const file = path.join(directory, 'lock', String(number));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function ours() {
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
    const turns = Array.from({ length: 40 }, () => exclusively(directory, options(), work));
    await Promise.all(turns);
    expect(seen).toEqual(Array.from({ length: 40 }, () => 1));
    expect(await readdir(path.join(directory, 'lock'))).toHaveLength(1);
  });

  test('is free again after work that failed', async () => {
    const failing = exclusively(directory, options(), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await exclusively(directory, options(), () => Promise.resolve('in'))).toBe('in');
  });

  test('waits for a holder who lives, and no longer than it is told to', async () => {
    await claim(7, await ours());
    const controller = new AbortController();
    const waiting = exclusively(directory, options(controller.signal), () => Promise.resolve('in'));
    const first = await Promise.race([waiting, delay(300, 'still waiting')]);
    expect(first).toBe('still waiting');
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  test.each([
    ['who is gone', { pid: 2_147_483_646 }],
    ['whose pid has gone to another process', { identity: 'some other boot/1' }],
  ])('passes over a holder %s', async (_, change) => {
    await claim(7, { ...(await ours()), ...change });
    expect(await exclusively(directory, options(), () => Promise.resolve('in'))).toBe('in');
    expect(await readdir(path.join(directory, 'lock'))).toEqual(['8']);
  });

  test('judges a holder in another container by its heartbeat', async () => {
    const file = await claim(7, { ...(await ours()), pid: 2_147_483_646, namespace: 'pid:[1]' });
    const turn = exclusively(directory, options(), () => Promise.resolve('in'));
    expect(await Promise.race([turn, delay(300, 'still waiting')])).toBe('still waiting');
    await utimes(file, new Date(), new Date(Date.now() - 60_000));
    expect(await turn).toBe('in');
  });
});
