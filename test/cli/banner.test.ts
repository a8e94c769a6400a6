import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { banner } from '../../src/cli/banner.js';
import { readConfig } from '../../src/config/config.js';

const root = join(import.meta.dirname, '..', '..');
const SECRET = 'a secret of the operator, of more than 32 bytes';

/** The command after a label of the banner. */
function commandIn(output: string, label: string): string {
  const command = new RegExp(`^  ${label} +(.*)$`, 'm').exec(output)?.[1];
  if (command === undefined) throw new Error(`no line "${label}" in:\n${output}`);
  return command;
}

/** Runs what a person copies into a new shell, which has only PATH. */
async function paste(command: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const env = { PATH: process.env['PATH'], ...environment };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: root, env });
  return stdout.trim();
}

const printed = (environment: NodeJS.ProcessEnv, url = 'http://127.0.0.1:4000') =>
  banner(readConfig(environment, root), url, environment);

describe('the start banner names what a command needs, and nothing else', () => {
  test('the banner of a gateway without settings has the plain commands', () => {
    expect(printed({})).toBe(
      [
        'Onebook is ready.',
        '  GraphQL     http://127.0.0.1:4000/graphql',
        '  Playground  http://127.0.0.1:4000/playground/',
        '  Console     http://127.0.0.1:4000/console/',
        '  A token     node bin/onebook.js token --sub alice --roles MEMBER',
        '  An example  node bin/onebook.js example',
        '',
      ].join('\n'),
    );
  });

  test('the banner carries a relative DATA_DIR as the whole path, quoted for a shell', async () => {
    const output = printed({ DATA_DIR: "it's here", PORT: '4001', HOST: '0.0.0.0', DEMO: 'true' });
    const settings = commandIn(output, 'A token').replace(/node .*/, '');
    expect(await paste(`${settings} sh -c 'echo "$DATA_DIR" $HOST $PORT'`)).toBe(
      `${join(process.cwd(), "it's here")} 0.0.0.0 4001`,
    );
    const link = await paste(commandIn(output, 'An example'), { AUTH_JWT_SECRET: SECRET });
    // A browser cannot open the address that means all of them.
    expect(new URL(link).host).toBe('127.0.0.1:4001');
  });

  test('the banner carries the port that PORT=0 found', () => {
    const output = printed({ PORT: '0' }, 'http://127.0.0.1:4712');
    expect(commandIn(output, 'An example')).toMatch(/^PORT=4712 node /);
  });

  test('the banner does not print the secret of the operator, but says that commands need it', () => {
    const output = printed({ AUTH_JWT_SECRET: SECRET });
    expect(output).not.toContain(SECRET);
    expect(commandIn(output, 'Commands')).toBe(
      'need the AUTH_JWT_SECRET of this gateway in their environment',
    );
  });

  test('the banner sends users to the identity provider if the gateway cannot sign tokens', () => {
    const output = printed({ AUTH_JWKS_URL: 'https://login.example/jwks' });
    expect(commandIn(output, 'A token')).toBe('from the identity provider of AUTH_JWKS_URL');
    expect(output).not.toContain('onebook.js');
  });
});
