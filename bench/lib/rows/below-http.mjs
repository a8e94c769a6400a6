import { counted } from '../counted.mjs';
import { SILENT } from '../place.mjs';
import { inTurn } from '../rounds.mjs';
import { listeningTo } from '../silence.mjs';
import { ratioOf, speed } from '../words.mjs';

const BOOKS = new URL('../books.mjs', import.meta.url);

/** `Ledger.submit` in a process of its own, without HTTP and GraphQL. */
export async function belowHttp(context) {
  const { place, rounds, seconds } = context;
  const side = async (name, flags, options) => {
    const [book, child] = [await place.newBook(), place.child(BOOKS, flags)];
    await child.ask('open', { name, url: book.url, ...options });
    return { name, book, child };
  };
  const sides = [
    await side('grouped', [], { batchMax: 1024, writers: 1 }),
    await side('single', SILENT, { batchMax: 1, writers: 20 }),
  ];
  const wallets = place.wallets.map(({ uuid }) => uuid);
  const write = ({ name, child }, hot, for_) =>
    child.ask('transfers', { name, wallets, hot, inFlight: 256, seconds: for_ });
  for (const one of sides)
    await listeningTo(one.book, one.name === 'single', () => write(one, 0, seconds));
  const lines = [];
  for (const hot of [0, 0.5]) {
    const { grouped, single } = await inTurn(sides, rounds, async (one) => {
      const result = await counted(place, one.book, () => write(one, hot, seconds));
      context.say(`${one.name}, hot ${hot}: ${speed(result)}`);
      return result;
    });
    const goal = hot === 0 ? { least: 5 } : undefined;
    lines.push({
      what: `transfers below HTTP, 256 in flight${hot ? ', half of them on one account' : ''}`,
      measured: speed(grouped),
      against: `a transaction each: ${speed(single)}`,
      ratio: ratioOf('rate', grouped.perSecond / single.perSecond, goal),
    });
  }
  for (const { child } of sides) await child.end();
  return { lines };
}
