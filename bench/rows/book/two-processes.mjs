import { requireVariable } from '../../lib/processes/variables.mjs';
import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { readInTurn } from '../paths/reading.mjs';
import { warm, writeInTurn } from '../paths/writing.mjs';

/** Two processes behind one port, compared with one. They share two cores with PostgreSQL and the load. */
export async function twoProcesses(context) {
  requireVariable('PROCESSES');
  const { testbed } = context;
  const sides = [
    await onebook(testbed, { name: 'two', environment: { PROCESSES: '2' } }),
    await onebook(testbed, { name: 'one' }),
  ];
  for (const side of sides) await warm(context, side);
  const line = (what, { two, one }) => ({
    what: `\`PROCESSES=2\`: ${what}`,
    measured: speed(two),
    against: `one process: ${speed(one)}`,
    ratios: [ratioOf('rate', two.perSecond / one.perSecond)],
  });
  const transfers = await writeInTurn(context, sides, { inFlight: 256 });
  const reads = await readInTurn(context, sides, { kind: 'balance', inFlight: 64 });
  return {
    lines: [
      line('transfer with the new balance, 256 in flight', transfers),
      line('`wallet { balance }`, 64 in flight', reads),
    ],
  };
}
