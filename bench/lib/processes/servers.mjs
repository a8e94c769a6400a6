import { signToken } from '../../../dist/src/auth/sign.js';
import { inRoot } from '../../../scripts/lib/project.mjs';
import { ServerProcess } from './server-process.mjs';

const SECRET = 'a secret for benchmarks, of more than 32 bytes';
const TS_LOADER = new URL('../../../scripts/lib/ts-loader.mjs', import.meta.url).href;

/** Signs a token for the gateways and rivals of the benchmarks. */
export function token(sub, ...roles) {
  return signToken({ secret: SECRET, sub, roles, ttlSeconds: 86_400 });
}

/** Tokens of callers for load: several, since what one caller may have at once can be limited. */
export const loadTokens = () =>
  Promise.all([1, 2, 3, 4].map((number) => token(`service-${number}`, 'SERVICE')));

/**
 * Starts a gateway.
 * @param databaseUrl URL of the owner @param root folder of a built working tree: another revision of the gateway
 * @param environment further environment variables @param flags flags for Node
 */
export function startGateway({ databaseUrl, root = inRoot(), environment = {}, flags = [] }) {
  return ServerProcess.start({
    program: `${root}/dist/src/main.js`,
    environment: {
      DATABASE_URL: databaseUrl,
      AUTH_JWT_SECRET: SECRET,
      LOG_LEVEL: 'error',
      ...environment,
    },
    flags,
    isReady: async (url) => (await fetch(`${url}/readyz`)).ok,
  });
}

/** Starts a program of bench/rivals. @param name its file, without .ts @param databaseUrl for one that has a database */
export function startRival(name, databaseUrl = '') {
  return ServerProcess.start({
    program: inRoot('bench/rivals', `${name}.ts`),
    environment: {
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      AUTH_JWT_SECRET: SECRET,
    },
    flags: ['--import', TS_LOADER],
    // Any answer will do: it listens only when it is ready.
    isReady: async (url) => (await fetch(`${url}/graphql`)).status > 0,
  });
}
