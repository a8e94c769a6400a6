import { requireVariable } from '../../lib/processes/variables.mjs';
import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { bookWithEntries, readInTurn } from '../paths/reading.mjs';

/** The variable that switches compiled execution off, and its value. */
const COMPILED = { variable: 'COMPILED_EXECUTION', off: 'false' };

const READS = [
  { what: '`wallet { balance }`, 16 in flight', kind: 'balance', inFlight: 16 },
  { what: '`wallet { balance }`, 64 in flight', kind: 'balance', inFlight: 64 },
  { what: 'a page of 50 entries, 16 in flight', kind: 'entries', inFlight: 16, first: 50 },
  { what: '50 wallets with balances, 16 in flight', kind: 'wallets', inFlight: 16 },
];

/** Reads over HTTP, with compiled execution and without it. */
export async function compiledExecution(context) {
  const { testbed } = context;
  requireVariable(COMPILED.variable);
  const book = await bookWithEntries(context);
  const environment = { [COMPILED.variable]: COMPILED.off };
  const sides = [
    await onebook(testbed, { name: 'compiled', book }),
    await onebook(testbed, { name: 'not compiled', book, environment }),
  ];
  const lines = [];
  for (const { what, ...how } of READS) {
    const wallets = how.kind === 'entries' ? 1 : undefined;
    const asked = sides.map((side) => ({ ...side, wallets: side.wallets.slice(0, wallets) }));
    const { compiled, 'not compiled': plain } = await readInTurn(context, asked, how);
    lines.push({
      what,
      measured: speed(compiled),
      against: `\`${COMPILED.variable}=${COMPILED.off}\`: ${speed(plain)}`,
      ratios: [ratioOf('rate', compiled.perSecond / plain.perSecond)],
    });
  }
  await testbed.verify(book);
  return { lines };
}
