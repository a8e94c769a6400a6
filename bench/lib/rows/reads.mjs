import { readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/project.mjs';
import { inTurn } from '../rounds.mjs';
import { ratioOf, speed } from '../format.mjs';
import { bookWithEntries, measureReading, slicesOf } from './reading.mjs';

/** The variable that switches compiled execution off, and its value. Older gateways do not have it. */
const COMPILED = { variable: 'COMPILED_EXECUTION', off: 'false' };

/** Reads over HTTP: with compiled execution, and without it if the gateway has the switch. */
export async function reads(context) {
  const { testbed } = context;
  const book = await bookWithEntries(context);
  const sides = [{ name: 'as it is', gateway: await testbed.gateway(book) }];
  if (hasSwitch()) {
    const environment = { [COMPILED.variable]: COMPILED.off };
    sides.push({ name: 'not compiled', gateway: await testbed.gateway(book, { environment }) });
  }
  const all = testbed.wallets.map(({ id }) => id);
  const lines = [];
  for (const { what, asked } of [
    { what: '`wallet { balance }`', asked: { kind: 'balance', wallets: all } },
    { what: 'a page of 50 entries', asked: { kind: 'entries', wallets: [all[0]], first: 50 } },
    { what: '50 wallets with balances', asked: { kind: 'wallets' } },
  ]) {
    const how = { asked, inFlight: 16 };
    for (const side of sides) await measureReading(context, side, how); // warm up
    const measured = await inTurn(sides, slicesOf(context), (side) =>
      measureReading(context, side, how),
    );
    lines.push(lineFor(what, measured['as it is'], measured['not compiled']));
  }
  await testbed.verify(book);
  return { lines };
}

function hasSwitch() {
  const config = inRoot('dist/src/config/config.js');
  return readFileSync(config, 'utf8').includes(COMPILED.variable);
}

function lineFor(what, compiled, interpreted) {
  return {
    what: `${what}, 16 in flight`,
    measured: speed(compiled),
    ...(interpreted && {
      against: `\`${COMPILED.variable}=${COMPILED.off}\`: ${speed(interpreted)}`,
      ratio: ratioOf('rate', compiled.perSecond / interpreted.perSecond),
    }),
  };
}
