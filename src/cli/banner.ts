import { join, relative, resolve } from 'node:path';
import type { Config } from '../config/index.js';
import { isInstalled, projectRoot } from '../database/index.js';

/** Variables that the commands `token` and `example` read. The secret is not printed. */
const CARRIED = ['DATA_DIR', 'AUTH_ISSUER', 'AUTH_AUDIENCE', 'HOST', 'PORT'];

/**
 * What a started gateway prints for people: its URLs, and commands that work when they are copied into a shell in the same
 * directory.
 * @param url where it listens, without a trailing slash
 * @param environment the variables that it was started with
 */
export function banner(config: Config, url: string, environment: NodeJS.ProcessEnv): string {
  const lines = [
    'Onebook is ready.',
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${url}/playground/`,
    `  Console     ${url}/console/`,
    ...commandLines(config, { ...environment, ...portOf(config, url) }),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(config: Config, environment: NodeJS.ProcessEnv): string[] {
  if (config.jwtSecret === undefined && config.jwksUrl !== undefined)
    return ['  A token     from the identity provider of AUTH_JWKS_URL'];
  const onebook = `${assignments(config, environment)}${program()}`;
  const sub = config.demo ? 'alice' : 'OWNER';
  return [
    ...(config.jwtSecret === undefined
      ? []
      : ['  Commands    need the AUTH_JWT_SECRET of this gateway in their environment']),
    `  A token     ${onebook} token --sub ${sub} --roles MEMBER`,
    ...(config.demo ? [`  An example  ${onebook} example`] : []),
  ];
}

/** With PORT=0, the port is known only now. */
function portOf({ port }: Config, url: string): NodeJS.ProcessEnv {
  return port === 0 ? { PORT: new URL(url).port } : {};
}

/** The variables that are set, as a shell reads them: `DATA_DIR='/a b' PORT=4001 `. */
function assignments({ dataDir }: Config, environment: NodeJS.ProcessEnv): string {
  return CARRIED.filter((name) => (environment[name] ?? '') !== '')
    .map((name) => `${name}=${quoted(name === 'DATA_DIR' ? dataDir : (environment[name] ?? ''))} `)
    .join('');
}

/** How to run the onebook command from the working directory. The file is named from there if it is below it. */
function program(): string {
  const file = resolve(projectRoot, 'bin', 'onebook.js');
  const near = relative(process.cwd(), file);
  if (isInstalled && near === join('node_modules', 'onebook', 'bin', 'onebook.js'))
    return 'npx onebook';
  return `node ${quoted(near.startsWith('..') ? file : near)}`;
}

function quoted(text: string): string {
  return /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
