import { ratioOf, speed } from '../../lib/report/format.mjs';
import { inTurn } from '../../lib/rounds.mjs';
import { bareApollo, onebook } from '../../lib/sides.mjs';
import { readSlice, slicesOf, warmReads } from './reading.mjs';

/** What a request costs before it reads anything. */
export async function request(context) {
  const { testbed } = context;
  const sides = [
    { ...(await onebook(testbed)), kind: 'typename' },
    { ...(await bareApollo(testbed)), kind: 'hello' },
  ];
  const how = ({ kind }) => ({ kind, inFlight: 64 });
  const slice = (side) => readSlice(context, side, how(side));
  for (const side of sides) await warmReads(context, side, how(side));
  const measured = await inTurn(sides, slicesOf(context), slice);
  const { onebook: ours, 'bare Apollo': bare } = measured;
  return {
    lines: [
      {
        what: '`{ __typename }` with a token, 64 in flight',
        measured: speed(ours),
        against: `bare Apollo’s \`{ hello }\`, without a token: ${speed(bare)}`,
        ratios: [ratioOf('rate', ours.perSecond / bare.perSecond, 'request')],
      },
    ],
  };
}
