import { LiveTestbed } from '../../lib/live/live-testbed.mjs';
import { measureThroughput } from '../../lib/live/throughput.mjs';
import { latency, rate, ratioOf, whole } from '../../lib/report/format.mjs';

const SIZE = { subscriptions: 10_000, wallets: 1_000, inFlight: 64 };

/** Transfers while 10,000 subscriptions follow the wallets that change, and without any. `bench/live.mjs` has the rest. */
export async function pushes(context) {
  const testbed = await LiveTestbed.create();
  context.testbeds.add(testbed);
  try {
    const size = { ...SIZE, rounds: context.rounds, seconds: 2 * context.seconds };
    const { none, changing } = await measureThroughput(testbed, size, ['none', 'changing']);
    return {
      lines: [
        {
          what: `transfers, 64 in flight, ${whole(SIZE.subscriptions)} subscriptions on the wallets that change`,
          measured: `${rate(changing)}; ${whole(changing.pushesPerSecond)} pushes a second, ${latency(changing)} after the commit`,
          against: `no subscription: ${rate(none)}`,
          ratios: [ratioOf('rate', changing.perSecond / none.perSecond, 'pushes')],
        },
      ],
    };
  } finally {
    context.testbeds.delete(testbed);
    await testbed.discard();
  }
}
