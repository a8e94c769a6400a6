import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { GatewayProcess } from '../support/gateway-process.js';
import { SMALL } from './full-gateway.js';
import { checkPayingProgram } from './paying-program.js';

const root = join(import.meta.dirname, '..', '..');
const clients = join(root, 'examples', 'clients');
const run = promisify(execFile);

const tool = (folder: string, name: string, ...args: string[]): Promise<unknown> =>
  run(process.execPath, [join(root, 'node_modules', name), ...args], {
    cwd: join(clients, folder),
  });
const typescript = (folder: string): Promise<unknown> =>
  tool(folder, 'typescript/bin/tsc', '-p', '.');
const program = (folder: string): string[] => [
  process.execPath,
  '--import',
  join(root, 'scripts', 'lib', 'ts-loader.mjs'),
  join(clients, folder, 'pay.ts'),
];

describe('typed TypeScript clients pay', () => {
  let gateway: GatewayProcess;

  beforeAll(async () => {
    gateway = await GatewayProcess.create(SMALL);
    await gateway.start();
  });

  afterAll(() => gateway.discard());

  test('fetch with documents of the client preset pays and follows the balance', async () => {
    await checkPayingProgram(gateway, program('fetch'));
  });

  test('gql.tada types a payment from the schema, strictly, and makes it', async () => {
    await tool('tada', 'gql.tada/bin/cli.js', 'generate-output');
    await typescript('tada');
    await checkPayingProgram(gateway, program('tada'), { retries: false });
  });
});
