import { expect, test } from '@jest/globals';
import { startTestServer } from '../support/http-server.js';
import { createLog } from '../../src/server/log.js';
import { errorFields } from '../../src/server/logging.js';
import { until } from '../support/until.js';

function recorded(windowMs: number) {
  const lines: {
    msg: string;
    requestId?: string;
    suppressed?: number;
    error?: { message: string };
  }[] = [];
  const write = (line: string): void => {
    lines.push(JSON.parse(line) as (typeof lines)[number]);
  };
  return { lines, log: createLog('info', { write }, { windowMs }) };
}

const full = (row: number): { error: object } => {
  const error = Object.assign(new Error(`could not extend file of row ${row}`), { code: '53100' });
  return { error: errorFields(new Error('not committed', { cause: error })) };
};

test('an error that repeats is logged once, and then one line counts its repetitions', async () => {
  const { lines, log } = recorded(200);
  for (let row = 0; row < 1_286; row++)
    log.child({ requestId: row }).error(full(row), 'a commit failed');
  expect(lines.map((line) => line.msg)).toEqual(['a commit failed']);
  await until(() => lines.length > 1);
  expect(lines[1]).toMatchObject({
    msg: 'a commit failed (repeated)',
    suppressed: 1_285,
    level: 50,
  });
  log.error(full(0), 'a commit failed');
  expect(lines).toHaveLength(3);
  expect(lines[2]?.error).toBeDefined();
});

test('an internal error of each request is logged, with its request', () => {
  const { lines, log } = recorded(60_000);
  for (let request = 0; request < 3; request++)
    log
      .child({ requestId: `r${request}` })
      .error({ error: errorFields(new TypeError('x is not a function')) }, 'a field failed');
  expect(lines.map(({ requestId }) => requestId)).toEqual(['r0', 'r1', 'r2']);
});

test('another error, another message and lines without an error are all logged', () => {
  const { lines, log } = recorded(60_000);
  log.error(full(1), 'a commit failed');
  log.error(full(1), 'a read failed');
  log.error({ error: errorFields(new Error('not committed')) }, 'a commit failed');
  log.error({ error: errorFields(new Error('something else')) }, 'a commit failed');
  for (let time = 0; time < 3; time++) log.info({ route: '/graphql' }, 'answered');
  for (let time = 0; time < 3; time++) log.error('plain text');
  expect(lines).toHaveLength(10);
});

test('a success has a line at level debug only, and refusals and failures have one at level info', async () => {
  const linesAt = async (level: 'info' | 'debug'): Promise<unknown[]> => {
    const written: string[] = [];
    const log = createLog(level, { write: (line) => void written.push(line) });
    const { server, graphql } = await startTestServer({ log });
    await graphql('{ me }');
    await graphql('{ nothing }');
    await graphql('{ crash }');
    await server.close();
    return written
      .map((line) => JSON.parse(line) as { msg: string; status: number; codes: string[] })
      .filter(({ msg }) => msg === 'answered')
      .map(({ status, codes }) => [status, codes]);
  };
  const refused = [
    [400, ['GRAPHQL_VALIDATION_FAILED']],
    [200, ['INTERNAL_SERVER_ERROR']],
  ];
  expect(await linesAt('info')).toEqual(refused);
  expect(await linesAt('debug')).toEqual([[200, []], ...refused]);
});
