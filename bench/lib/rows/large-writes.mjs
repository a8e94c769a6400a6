import { counted, countedInLarge, refuseFailures } from '../counted.mjs';
import { seededWallet, WALLETS } from '../large/ids.mjs';
import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../words.mjs';

const SOME = 1_000;

/** Transfers in the large book against an empty one. */
export async function largeWrites(context) {
  const { place, large, rounds, seconds } = context;
  const empty = await place.newBook();
  const inEmpty = { book: empty, gateway: await place.gateway(empty), count: counted_(place) };
  const inLarge = { book: large, gateway: await place.gateway(large), count: countedInLarge };
  const sides = [
    { name: 'empty', ...inEmpty, wallets: place.wallets.map(({ id }) => id) },
    { name: 'of all', ...inLarge, wallets: numbered(WALLETS, 1) },
    { name: 'of some', ...inLarge, wallets: numbered(SOME, WALLETS / SOME) },
  ];
  for (const { name, wallets } of sides) await place.load.ask('keep', { name, wallets });
  const write = async ({ name, gateway }) => {
    const asked = { kind: 'transfer', wallets: name };
    const { token } = place;
    const result = await place.load.ask('closed', {
      ...{ urls: [gateway.url], token, asked, inFlight: 256, seconds },
    });
    refuseFailures(result);
    return result;
  };
  // The first write of a page after a checkpoint is logged with the whole page: a large book has more of them.
  for (const side of [...sides, ...sides]) await write(side);
  const measured = await inTurn(sides, rounds, async (side) => {
    const result = await side.count(side.book, () => write(side));
    context.say(`${side.name}: ${speed(result)}`);
    return result;
  });
  await place.endGateways();
  await place.dropBook(empty);
  return { lines: linesFor(measured) };
}

const counted_ = (place) => (book, write) => counted(place, book, write);

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
