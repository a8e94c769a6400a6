import { refuseFailures } from '../../lib/counted.mjs';
import { Skip } from '../../lib/skip.mjs';
import { load } from '../../lib/sides.mjs';

/**
 * This gateway and the one of `--against`, each on a database of its own.
 * @returns {Promise<import('../../lib/sides.mjs').Side[]>}
 * @throws {Skip} without `--against`
 */
export async function bothRevisions(context) {
  const { against } = context;
  if (against === undefined) throw new Skip('needs `--against REVISION`');
  return [
    await filled(context, 'onebook', {}),
    await filled(context, 'other revision', { root: await against.built() }),
  ];
}

/**
 * A gateway on a new database, which it migrates itself and which is filled over HTTP: another revision has another book.
 * The first wallet has a few hundred entries.
 */
async function filled({ testbed }, name, options) {
  const book = await testbed.bookOf(name, await testbed.newDatabase('revision'));
  const server = await testbed.gateway(book, options);
  const owners = Array.from({ length: 200 }, (_, index) => `owner-${index}`);
  const { url } = server;
  const wallets = await testbed.load.ask('openWallets', { url, token: testbed.token, owners });
  const side = { name, book, servers: [server], urls: [url], wallets, prefix: '' };
  const transfers = { kind: 'transfer', hot: 1, inFlight: 64, seconds: 1 };
  refuseFailures(await load(testbed, side, transfers));
  return side;
}
