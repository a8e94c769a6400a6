import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileIntents } from '../../../packages/client/src/file.js';
import type { Intent } from '../../../packages/client/src/index.js';
import { useBook } from '../../support/book.js';
import { LiveServer } from '../../support/live.js';
import { until } from '../../support/until.js';
import { Net } from '../support/net.js';
import { deposit, open, transfers } from '../support/payments.js';
import type { Done, Orders } from './payer-child.js';

/** `npm run soak` has more. */
const KILLS = Number(process.env['ONEBOOK_KILLS'] ?? 3);
const LOADER = pathToFileURL(join(import.meta.dirname, '../../../scripts/lib/ts-loader.mjs')).href;
const LIMITS = { timeoutMs: 500, patienceMs: 1_000 };
/** For a test in which no payment may be given up, however busy the machine is. */
const PATIENT = { timeoutMs: 5_000, patienceMs: 60_000 };

describe('fileIntents brings the payments of a program through its death', () => {
  const at = useBook();
  let server: LiveServer;
  let net: Net;
  let folder: string;
  const children = new Set<ChildProcess>();

  beforeAll(async () => {
    server = await LiveServer.start(at);
    net = await Net.before(server.url);
    folder = await mkdtemp(join(tmpdir(), 'onebook intents '));
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await net.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function payer(name: string): Promise<Omit<Orders, 'atOnce' | 'name' | 'alone'>> {
    const fromWalletId = await open(server, name);
    await deposit(server, fromWalletId, '10000.00');
    const token = await server.token(name, ['MEMBER']);
    const toWalletId = await open(server, `merchant of ${name}`);
    return {
      ...{ url: net.url, token, fromWalletId, toWalletId, ...LIMITS },
      folder: join(folder, name),
    };
  }

  /** Starts a program, which tells what it has done. */
  function start(orders: Orders, done: string[] = []): ChildProcess {
    const child = fork(join(import.meta.dirname, 'payer-child.ts'), [JSON.stringify(orders)], {
      execArgv: ['--import', LOADER],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    children.add(child);
    child.on('message', ({ reference }: Done) => void done.push(reference));
    child.on('exit', () => children.delete(child));
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    // It had exited of itself: then its error is above.
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async function drain(orders: Orders): Promise<void> {
    const [code] = (await once(start({ ...orders, atOnce: 0 }), 'exit')) as [number];
    expect(code).toBe(0);
  }

  /** The intents in a folder, as they stand on the disk. */
  async function stored(path: string): Promise<Intent[]> {
    const names = (await readdir(path)).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => readFile(join(path, name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as Intent);
  }

  const referenceOf = ({ input }: Intent) => String(input['reference']);

  test(
    `each intent of a program that is killed ${KILLS} times is in the book once, and no file is left`,
    async () => {
      const orders = { ...(await payer('alone')), ...PATIENT };
      const done: string[] = [];
      const left: Intent[] = [];
      for (let round = 0; round < KILLS; round += 1) {
        const name = `alone-${round}`;
        const before = done.length;
        const child = start({ ...orders, name, alone: true, atOnce: 16 }, done);
        const some = 1 + Math.floor(Math.random() * 60);
        await until(() => done.length >= before + some || child.exitCode !== null);
        await delay(Math.random() * 20);
        await kill(child);
        left.push(...(await stored(orders.folder)));
      }
      await drain({ ...orders, name: 'alone-last', alone: true, atOnce: 0 });

      expect(left.length).toBeGreaterThan(0);
      const booked = (await transfers(at, 'alone-')).map(({ reference }) => reference);
      expect(new Set(booked).size).toBe(booked.length);
      expect(booked).toEqual(expect.arrayContaining([...done, ...left.map(referenceOf)]));
      // A payment that was not stored was not sent either.
      expect(booked.filter((one) => !net.keysOf(one).length)).toEqual([]);
      expect(await stored(orders.folder)).toEqual([]);
      await sweep(orders.folder);
      expect(await readdir(orders.folder)).toEqual([]);
    },
    60_000 + KILLS * 15_000,
  );

  /** Makes what was never stored whole look old, and has the store look at it. */
  async function sweep(path: string): Promise<void> {
    for (const name of await readdir(path)) await utimes(join(path, name), 0, 0);
    await fileIntents(path).list('anyone');
  }

  test('a program that may not be alone sends what it finds only once its first sender could no longer give it up', async () => {
    const orders = { ...(await payer('shared')), name: 'shared', alone: false, atOnce: 3 };
    net.fate = () => 'swallowed';
    const first = start(orders);
    await until(
      () => net.sent.filter(({ reference }) => reference?.startsWith('shared-')).length > 2,
    );
    await kill(first);
    const left = await stored(orders.folder);
    expect(left.map(referenceOf).sort()).toEqual(['shared-1', 'shared-2', 'shared-3']);
    expect(await transfers(at, 'shared-')).toEqual([]);

    net.fate = () => 'arrives';
    await drain(orders);
    expect(await stored(orders.folder)).toEqual([]);
    const booked = await transfers(at, 'shared-');
    expect(booked.map(({ reference }) => reference).sort()).toEqual(left.map(referenceOf).sort());
    for (const { key, createdAt, input } of left) {
      const reference = String(input['reference']);
      expect(new Set(net.keysOf(reference))).toEqual(new Set([key]));
      const { at: bookedAt } = booked.find((one) => one.reference === reference)!;
      // Patience, one attempt, and a second for clocks.
      const age = bookedAt.getTime() - Date.parse(createdAt);
      expect(age).toBeGreaterThanOrEqual(LIMITS.patienceMs + LIMITS.timeoutMs + 1_000);
    }
  });
});
