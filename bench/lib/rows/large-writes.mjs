import { counted, countedInLarge, refuseFailures } from '../counted.mjs';
import { seededWallet, WALLETS } from '../large/ids.mjs';
import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../format.mjs';

const SMALL_SET = 1_000;

/** Transfers in the large book, compared with an empty one. */
export async function largeWrites(context) {
  const { testbed, large, rounds, seconds } = context;
  const empty = await testbed.newBook();
  const inEmpty = { book: empty, gateway: await testbed.gateway(empty), count: countIn(testbed) };
  const inLarge = { book: large, gateway: await testbed.gateway(large), count: countedInLarge };
  const sides = [
    { name: 'empty', ...inEmpty, wallets: testbed.wallets.map(({ id }) => id) },
    { name: 'of all', ...inLarge, wallets: numbered(WALLETS, 1) },
    { name: 'of some', ...inLarge, wallets: numbered(SMALL_SET, WALLETS / SMALL_SET) },
  ];
  for (const { name, wallets } of sides) await testbed.load.ask('keep', { name, wallets });
  const write = async ({ name, gateway }) => {
    const asked = { kind: 'transfer', wallets: name };
    const { token } = testbed;
    const result = await testbed.load.ask('closed', {
      urls: [gateway.url],
      token,
      asked,
      inFlight: 256,
      seconds,
    });
    refuseFailures(result);
    return result;
  };
  // PostgreSQL logs the whole page on its first write after a checkpoint, and a large book has more pages.
  for (const side of [...sides, ...sides]) await write(side);
  const measured = await inTurn(sides, rounds, async (side) => {
    const result = await side.count(side.book, () => write(side));
    context.say(`${side.name}: ${speed(result)}`);
    return result;
  });
  await testbed.endGateways();
  await testbed.dropBook(empty);
  return { lines: linesFor(measured) };
}

const countIn = (testbed) => (book, write) => counted(testbed, book, write);

function numbered(count, step) {
  return Array.from({ length: count }, (_, index) => seededWallet(index * step));
}

function linesFor({ empty, ...large }) {
  const line = (name, wallets) => ({
    inShort: name === 'of all',
    what: `transfers over HTTP, 256 in flight, in the large book, among ${wallets}`,
    measured: speed(large[name]),
    against: `in an empty book, among 1,000 wallets: ${speed(empty)}`,
    ratio: ratioOf('rate', large[name].perSecond / empty.perSecond, { least: 0.8 }),
  });
  return [line('of all', 'its million wallets'), line('of some', '1,000 of them')];
}
