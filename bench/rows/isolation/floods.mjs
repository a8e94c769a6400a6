import { setTimeout as delay } from 'node:timers/promises';
import { askGateway } from '../../lib/load/open-wallets.mjs';
import { requestsFor } from '../../lib/load/requests.mjs';
import { token } from '../../lib/processes/servers.mjs';
import { onebook } from '../../lib/sides.mjs';
import { offend } from './offender.mjs';
import { othersMeanwhile, windowOf } from './others.mjs';

const ENTRIES = 150_000;
/** As many explanations as a document may have, or fewer if the gateway refuses it. */
const ALIASES = [50, 25, 12, 6, 3, 1];

/** One member who asks for much at once, and again as soon as it is answered. */
async function whileFlooding(context, { row, kind, side, flood }) {
  const { testbed } = context;
  const disturb = async () => {
    const seconds = windowOf(context) + 0.5;
    const tokens = [await token('owner-0', 'MEMBER')];
    const running = await offend(testbed, { urls: side.urls, tokens, seconds, ...flood });
    await delay(500);
    return running;
  };
  return { lines: [await othersMeanwhile(context, { row, kind, side, disturb })] };
}

export async function refusedLists(context) {
  const side = await onebook(context.testbed);
  const flood = {
    asked: { kind: 'refusedList', wallets: side.wallets.slice(0, 100) },
    inFlight: 10,
  };
  return whileFlooding(context, { row: 'refused-lists', side, flood });
}

export async function manyLists(context) {
  const side = await onebook(context.testbed);
  const flood = { asked: { kind: 'list', wallets: side.wallets.slice(0, 100) }, inFlight: 20 };
  return whileFlooding(context, { row: 'many-lists', kind: 'deposit', side, flood });
}

export async function explainFlood(context) {
  const { testbed } = context;
  const book = await testbed.newBook();
  const wallets = testbed.wallets.slice(0, 2).map(({ uuid }) => uuid);
  await testbed.books.ask('open', { name: book.name, url: book.url });
  await testbed.books.ask('lengthen', { name: book.name, wallets, count: ENTRIES });
  await testbed.books.ask('close', { name: book.name });
  await book.owner.query('ANALYZE');
  const side = await onebook(testbed, { book });
  const aliases = await mostAliases(side);
  context.say(`${aliases} aliases a request`);
  const asked = { kind: 'explanations', wallets: side.wallets.slice(0, 1), aliases };
  const flood = { asked, inFlight: 8 };
  return whileFlooding(context, { row: 'explain-flood', kind: 'balance', side, flood });
}

/** The most aliases that the gateway accepts, tried on a wallet with a single entry. */
async function mostAliases({ urls: [url], wallets }) {
  const owner = await token('owner-5', 'MEMBER');
  for (const aliases of ALIASES) {
    const asked = { kind: 'explanations', wallets: [wallets[5]], aliases };
    const { data } = await askGateway({
      url,
      token: owner,
      ...JSON.parse(requestsFor(asked).body()),
    });
    if (data?.wallet) return aliases;
  }
  throw new Error('the gateway explains nothing');
}
