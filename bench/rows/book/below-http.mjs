import { counted } from '../../lib/counted.mjs';
import { SILENT } from '../../lib/testbed.mjs';
import { inTurn } from '../../lib/rounds.mjs';
import { checkAnnouncements } from '../../lib/announcements.mjs';
import { ratioOf, speed } from '../../lib/report/format.mjs';

const BOOKS = new URL('../../lib/processes/books.mjs', import.meta.url);

/** Transfers by `Ledger.submit` in a separate process, without HTTP and GraphQL. */
export async function belowHttp(context) {
  const { testbed, rounds, seconds } = context;
  const side = async (name, flags, options) => {
    const book = await testbed.newBook();
    const child = testbed.child(BOOKS, flags);
    await child.ask('open', { name, url: book.url, ...options });
    return { name, book, child };
  };
  const sides = [
    await side('grouped', [], { batchMax: 1024, writers: 1 }),
    await side('single', SILENT, { batchMax: 1, writers: 20 }),
  ];
  const wallets = testbed.wallets.map(({ uuid }) => uuid);
  const write = ({ name, child }, hot) =>
    child.ask('transfers', { name, wallets, hot, inFlight: 256, seconds });
  for (const one of sides)
    await checkAnnouncements(one.book, one.name === 'single', () => write(one, 0));
  const lines = [];
  for (const hot of [0, 0.5]) {
    const { grouped, single } = await inTurn(sides, rounds, async (one) => {
      const result = await counted(testbed, one.book, () => write(one, hot));
      context.say(`${one.name}, hot ${hot}: ${speed(result)}`);
      return result;
    });
    const goal = hot === 0 ? 'below-http' : undefined;
    lines.push({
      what: `transfers below HTTP, 256 in flight${hot ? ', half of them on one account' : ''}`,
      measured: speed(grouped),
      against: `a transaction each: ${speed(single)}`,
      ratios: [ratioOf('rate', grouped.perSecond / single.perSecond, goal)],
    });
  }
  for (const { child } of sides) await child.end();
  return { lines };
}
