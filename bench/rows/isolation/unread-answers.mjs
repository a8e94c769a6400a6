import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { askGateway } from '../../lib/load/open-wallets.mjs';
import { token } from '../../lib/processes/servers.mjs';
import { watchMemory } from '../../lib/processes/usage.mjs';
import { mb, whole } from '../../lib/report/format.mjs';
import { onebook } from '../../lib/sides.mjs';
import { othersMeanwhile } from './others.mjs';
import { rawRequest } from './raw-request.mjs';

const CLIENTS = 72;
/** 200 transactions with as much metadata as one may have, and that page 32 times: an answer of 26 MB. */
const PAGE = 200;
const METADATA_CHARACTERS = 4_080;
/** How many times, or fewer if the gateway refuses it. */
const TIMES = [32, 16, 8, 4, 2, 1];

const page = (alias) => `a${alias}: transactions(first: ${PAGE}) { edges { node { metadata } } }`;
const queryOf = (times) =>
  `query ($id: ID!) { wallet(id: $id) { ${Array.from({ length: times }, (_, index) => page(index)).join(' ')} } }`;
const DEPOSIT =
  'mutation ($input: DepositInput!) { deposit(input: $input) { __typename ... on UserError { code } } }';

/** Clients that ask for a large answer and do not read it. */
export async function unreadAnswers(context) {
  const { testbed } = context;
  const probed = await onebook(testbed);
  const large = await largestAnswer(testbed, probed);
  // The gateway that has made such an answer is still busy with what is left of it.
  await testbed.endServers();
  const side = await onebook(testbed, { book: probed.book });
  context.say(`the large answer has ${whole(large.bytes)} bytes`);
  const memory = watchMemory(side.servers[0].pid);
  const disturb = async () => {
    const sockets = [];
    for (let opened = 0; opened < CLIENTS; opened++)
      sockets.push(await ask(side.urls[0], large.token, large.body));
    return {
      end() {
        memory.end();
        sockets.forEach((socket) => socket.destroy());
        const { start, peak } = memory.figures();
        return (
          `${CLIENTS} answers of ${mb(large.bytes)}; ` +
          `the gateway’s memory ${mb(peak)} at most, ${mb(start)} before`
        );
      },
    };
  };
  return { lines: [await othersMeanwhile(context, { row: 'unread-answers', side, disturb })] };
}

/** A client that stops reading. Resolves when the request is sent. */
async function ask(url, bearer, body) {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.pause();
  socket.write(rawRequest(bearer, body));
  await delay(5);
  return socket;
}

/** The largest answer with much metadata that the gateway gives. */
async function largestAnswer({ token: service }, { urls: [url], wallets }) {
  const metadata = { text: 'x'.repeat(METADATA_CHARACTERS) };
  for (let made = 0; made < PAGE; made++) {
    const amount = { amount: '0.01', currency: 'USD' };
    const input = { walletId: wallets[0], amount, metadata, idempotencyKey: `large ${made}` };
    const answer = await askGateway({ url, token: service, query: DEPOSIT, variables: { input } });
    if (answer.data?.deposit.__typename !== 'DepositPayload')
      throw new Error(`a deposit was not made: ${JSON.stringify(answer).slice(-500)}`);
  }
  const owner = await token('owner-0', 'MEMBER');
  for (const times of TIMES) {
    const asked = { query: queryOf(times), variables: { id: wallets[0] } };
    const answer = await askGateway({ url, token: owner, ...asked });
    if (answer.data?.wallet)
      return {
        bytes: JSON.stringify(answer.data).length,
        token: owner,
        body: JSON.stringify(asked),
      };
  }
  throw new Error('the gateway gives no large answer');
}
