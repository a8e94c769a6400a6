import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GatewayProcess } from '../support/gateway-process.js';
import { until } from '../support/until.js';

const PROCESSES = 2;

let gateway: GatewayProcess;

beforeAll(async () => {
  gateway = await GatewayProcess.create({ PROCESSES: String(PROCESSES) });
  await gateway.start();
  await until(
    () => Promise.resolve(gateway.output.includes('Onebook is ready.')),
    () => gateway.output,
  );
});
afterAll(() => gateway.discard());

describe('PROCESSES runs several gateways behind one port', () => {
  test('all processes serve requests, and their metrics are added up', async () => {
    const before = await requestsToHealthz();
    const served = await Promise.all(Array.from({ length: 12 }, () => statusOfNewConnection()));
    expect(served).toEqual(Array.from({ length: 12 }, () => 200));
    expect(await requestsToHealthz()).toBe(before + 12);
  });

  test('a command that one process executed is replayed by the others', async () => {
    const member = await gateway.client('ann', 'MEMBER');
    const open = `mutation { openWallet(input: { ownerId: "ann", currency: "USD", idempotencyKey: "k" }) {
      ... on OpenWalletPayload { wallet { id } replayed } } }`;
    interface Opened {
      readonly openWallet: { readonly wallet: { readonly id: string }; readonly replayed: boolean };
    }
    const opened = await Promise.all(
      Array.from({ length: 9 }, () => member.ask<Opened>(open).catch((error: unknown) => error)),
    );
    const answers = opened as Opened[];
    expect(opened.filter((one) => one instanceof Error)).toEqual([]);
    expect(new Set(answers.map(({ openWallet }) => openWallet.wallet.id)).size).toBe(1);
    expect(answers.filter(({ openWallet }) => !openWallet.replayed)).toHaveLength(1);
  });

  test('a process that is killed is replaced, and the others serve meanwhile', async () => {
    const killed = await oneGatewayPid();
    process.kill(killed, 'SIGKILL');
    await until(
      async () => !(await gatewayPids()).includes(killed),
      () => gateway.output,
    );
    expect(await statusOfNewConnection()).toBe(200);
    await untilAllServe();
    expect(await gatewayPids()).toHaveLength(PROCESSES);
    expect(gateway.output).toContain('a process of the gateway ended; another takes its place');
  });

  test('a process that gets a SIGTERM by itself ends in order and is replaced', async () => {
    const ended = await oneGatewayPid();
    process.kill(ended, 'SIGTERM');
    await until(
      async () => !(await gatewayPids()).includes(ended),
      () => gateway.output,
    );
    await untilAllServe();
  });

  test('SIGTERM to the first process ends all processes and the embedded PostgreSQL', async () => {
    const pids = [...(await gatewayPids()), await gateway.postmaster()];
    expect(await gateway.end('SIGTERM')).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  test('kill -9 of the first process ends the others', async () => {
    await gateway.start();
    const pids = await gatewayPids();
    const postgres = await gateway.postmaster();
    await gateway.end('SIGKILL');
    await until(
      () => Promise.resolve(pids.filter(isRunning).length === 0),
      () => gateway.output,
    );
    // The next start would take it over. Here it only has to end.
    process.kill(postgres, 'SIGINT');
    await until(() => !isRunning(postgres));
  });
});

test('a setting that is wrong for the book ends all processes with exit code 1 and its reason', async () => {
  const wrong = await GatewayProcess.create({ PROCESSES: '2', DAILY_BONUS: 'ZZZ=1' });
  try {
    await expect(wrong.start()).rejects.toThrow('DAILY_BONUS: ZZZ is not a currency of this book');
    expect(await wrong.end('SIGTERM')).toBe(1);
  } finally {
    await wrong.discard();
  }
});

function untilAllServe(): Promise<void> {
  return until(
    async () => (await metricMatching(/^onebook_processes (\d+)$/m)) === PROCESSES,
    () => gateway.output,
  );
}

function requestsToHealthz(): Promise<number> {
  return metricMatching(
    /^onebook_http_request_duration_seconds_count\{.*route="\/healthz".*\} (\d+)$/m,
  );
}

async function metricMatching(line: RegExp): Promise<number> {
  const { body } = await getOnce('/metrics');
  return Number(line.exec(body)?.[1] ?? 0);
}

async function statusOfNewConnection(): Promise<number | undefined> {
  return (await getOnce('/healthz')).status;
}

/**
 * Over a connection of its own, because a kept one stays with its process. A connection that the first process hands to
 * one that has just died gets no answer, so it is tried again.
 */
async function getOnce(path: string): Promise<{ status: number | undefined; body: string }> {
  for (let left = 10; ; left -= 1) {
    const agent = new Agent({ keepAlive: false });
    const request = get(`${gateway.url}${path}`, { agent, timeout: 5_000 });
    request.once('timeout', () => request.destroy(new Error('no answer within 5 s')));
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return { status: response.statusCode, body: await text(response) };
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** One of them. Never 0, which signals all processes of this group. */
async function oneGatewayPid(): Promise<number> {
  const [pid] = await gatewayPids();
  if (!pid) throw new Error('the first process has started no other');
  return pid;
}

/** The processes that the first one started, PostgreSQL apart. */
async function gatewayPids(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => Number(match?.[2]) === gateway.pid && match?.[3]?.includes('gateway.js'))
    .map((match) => Number(match?.[1]));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
