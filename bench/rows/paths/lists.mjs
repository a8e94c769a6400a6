import { ratioOf, speed } from '../../lib/report/format.mjs';
import { Skip } from '../../lib/skip.mjs';
import { readInTurn } from './reading.mjs';
import { refuseFailures } from '../../lib/counted.mjs';
import { load } from '../../lib/sides.mjs';

/** Long answers, against another revision of the gateway in the same run. */
export async function lists(context) {
  const { testbed, against } = context;
  if (against === undefined) throw new Skip('needs `--against REVISION`');
  const sides = [
    await filled(context, 'onebook', {}),
    await filled(context, 'other revision', { root: await against.built() }),
  ];
  const lines = [];
  for (const { what, kind, goal, wallets } of [
    { what: '50 wallets with balances', kind: 'wallets', goal: 'wallets' },
    { what: '50 history lines', kind: 'history', goal: 'history', wallets: 1 },
  ]) {
    const asked = sides.map((side) => ({ ...side, wallets: side.wallets.slice(0, wallets) }));
    const { onebook: ours, 'other revision': theirs } = await readInTurn(context, asked, {
      kind,
      inFlight: 16,
    });
    lines.push({
      what: `${what}, 16 in flight`,
      measured: speed(ours),
      against: `the gateway of ${against.revision}: ${speed(theirs)}`,
      ratios: [ratioOf('rate', ours.perSecond / theirs.perSecond, goal)],
    });
  }
  await testbed.verify(sides[0].book);
  return { lines };
}

/**
 * A gateway on a new database, which it migrates itself and which is filled over HTTP: another revision has another book.
 * The first wallet has a few hundred entries.
 */
async function filled({ testbed }, name, options) {
  const book = { name, url: await testbed.newDatabase('lists') };
  const server = await testbed.gateway(book, options);
  const owners = Array.from({ length: 200 }, (_, index) => `owner-${index}`);
  const { url } = server;
  const wallets = await testbed.load.ask('openWallets', { url, token: testbed.token, owners });
  const side = { name, book, servers: [server], urls: [url], wallets, prefix: '' };
  const transfers = { kind: 'transfer', hot: 1, inFlight: 64, seconds: 1 };
  refuseFailures(await load(testbed, side, transfers));
  return side;
}
