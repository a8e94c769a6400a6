import { ratioOf, speed } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { warm, writeInTurn } from './writing.mjs';

const IN_FLIGHT = 64;

/**
 * What traces cost: transfers of a gateway without them, of one that observes everything and keeps no trace, and of one that
 * exports each to a receiver in another process.
 */
export async function traces(context) {
  const { testbed } = context;
  const receiver = testbed.child(new URL('../../lib/events/receiver.mjs', import.meta.url));
  const endpoint = await receiver.ask('listen');
  const environmentOf = (sampler) => ({
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER: sampler },
  });
  const sides = [
    await onebook(testbed, { name: 'off' }),
    await onebook(testbed, { name: 'none kept', ...environmentOf('always_off') }),
    await onebook(testbed, { name: 'on', ...environmentOf('always_on') }),
  ];
  for (const side of sides) await warm(context, side);
  await receiver.ask('begin');
  const { off, 'none kept': idle, on } = await writeInTurn(context, sides, { inFlight: IN_FLIGHT });
  const { distinct, repeated } = await receiver.ask('counted');
  if (distinct + repeated === 0) throw new Error('no traces were exported');
  const against = `without traces: ${speed(off)}`;
  return {
    lines: [
      {
        what: 'transfers while observers are there and keep no trace (`OTEL_TRACES_SAMPLER=always_off`)',
        measured: speed(idle),
        against,
        ratios: [ratioOf('rate', idle.perSecond / off.perSecond)],
      },
      {
        what: 'transfers with a trace of each (`OTEL_TRACES_SAMPLER=always_on`)',
        measured: speed(on),
        against,
        ratios: [ratioOf('rate', on.perSecond / off.perSecond)],
      },
    ],
  };
}
