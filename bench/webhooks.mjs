#!/usr/bin/env node
// npm run bench:webhooks: how many webhooks one gateway delivers in a second to a receiver in another process that answers at
// once, without and with a selection, and against a program that posts as much and does nothing else. `--events=20000` and
// `--rounds=3` say how many. Fails unless the receiver and the database have every event once. Prints a table for
// docs/performance.md.
import '../scripts/lib/require-node.mjs';
import '../scripts/lib/stop-with-parent.mjs';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { withChildrenEndedBySignals } from '../scripts/lib/children.mjs';
import { ensureInstalled } from '../scripts/lib/install.mjs';
import { main, say } from '../scripts/lib/project.mjs';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    // Flags for the gateway's Node, such as --cpu-prof.
    flags: { type: 'string', default: '' },
  },
});
const EVENTS = Number(values.events);
const ROUNDS = Number(values.rounds);
const FLAGS = values.flags.split(' ').filter((flag) => flag !== '');
/** Events per second that one gateway should deliver. */
const GOAL = 1_000;
/** As many as the gateway has under way to one endpoint. */
const IN_FLIGHT = 32;
const LIMIT_MS = 600_000;
/** What a receiver typically selects. */
const SELECTION = `{ id type at ... on TransactionEvent { transaction { id status amount { amount currency } wallet { id balance { available { amount } } } } } }`;

const CREATE = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { ... on CreateWebhookPayload { webhook { id } } ... on UserError { message } } }`;

await main(async () => {
  await withChildrenEndedBySignals(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
  const { Testbed } = await import('./lib/testbed.mjs');
  const directory = await mkdtemp(join(tmpdir(), 'onebook bench '));
  try {
    const testbed = await Testbed.open({ directory });
    try {
      await bench(testbed);
    } finally {
      await testbed.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

async function bench(testbed) {
  const { inTurn } = await import('./lib/rounds.mjs');
  const { whole, times } = await import('./lib/report/format.mjs');
  const { machine } = await import('./lib/report/document.mjs');
  const receiver = testbed.child(new URL('./lib/events/receiver.mjs', import.meta.url));
  const poster = testbed.child(new URL('./lib/events/receiver.mjs', import.meta.url));
  const url = await receiver.ask('listen');
  const sides = [
    { name: 'posts', measure: () => bare(poster, receiver, url) },
    { name: 'plain', measure: () => deliver(testbed, receiver, url, undefined) },
    { name: 'selection', measure: () => deliver(testbed, receiver, url, SELECTION) },
  ];
  const { posts, plain, selection } = await inTurn(sides, ROUNDS, async ({ name, measure }) => {
    const { seconds } = await measure();
    say(`${name}: ${whole(EVENTS / seconds)} a second`);
    return { perSecond: EVENTS / seconds };
  });
  const row = (what, { perSecond }) =>
    `| ${what} | ${whole(perSecond)}/s | ${times(perSecond / posts.perSecond)} |`;
  console.log(
    `${machine(testbed.server)} Medians of ${ROUNDS} rounds of ${whole(EVENTS)} events, in turn.\n`,
  );
  console.log(
    '| one gateway, one receiver | delivered | of what a program posts that does nothing else |',
  );
  console.log('| --- | --- | --- |');
  console.log(row('signed posts, no gateway', posts));
  console.log(row('webhooks', plain));
  console.log(row('webhooks with a selection of a transaction and a balance', selection));
  console.log(
    `\nGoal: ${whole(GOAL)} a second: ${plain.perSecond >= GOAL ? 'reached' : 'MISSED'}; with the selection ${selection.perSecond >= GOAL ? 'reached' : 'MISSED'}.`,
  );
}

async function bare(poster, receiver, url) {
  await receiver.ask('begin');
  await poster.ask('postAll', { url, count: EVENTS, inFlight: IN_FLIGHT });
  const { distinct, seconds } = await receiver.ask('counted');
  if (distinct !== EVENTS) throw new Error(`${distinct} of ${EVENTS} posts arrived`);
  return { seconds };
}

/** Makes the events while no gateway runs, and then starts one that delivers them. */
async function deliver(testbed, receiver, url, selection) {
  const { askGateway } = await import('./lib/load/open-wallets.mjs');
  const { token } = await import('./lib/processes/servers.mjs');
  const book = await testbed.newBook();
  const first = await testbed.gateway(book);
  const { data, errors } = await askGateway({
    ...{ url: first.url, token: await token('admin', 'ADMIN'), query: CREATE },
    variables: {
      input: {
        ...{ url, types: ['transaction.completed'], idempotencyKey: randomUUID() },
        ...(selection && { selection }),
      },
    },
  });
  if (!data?.createWebhook.webhook)
    throw new Error(`no webhook was created: ${JSON.stringify({ data, errors })}`);
  await testbed.endServers();
  await makeEvents(testbed, book);
  await receiver.ask('begin');
  await testbed.gateway(book, { flags: FLAGS });
  await untilDelivered(book);
  const result = await receiver.ask('counted');
  // What is sent again comes soon after, if anything is.
  await testbed.endServers();
  const { distinct, repeated } = await receiver.ask('counted');
  await refuseUnlessEachOnce(book, { distinct, repeated });
  await testbed.verify(book);
  await testbed.dropBook(book);
  return result;
}

async function makeEvents(testbed, book) {
  const wallets = testbed.wallets.map(({ uuid }) => uuid);
  await testbed.books.ask('open', { name: 'events', url: book.url });
  await testbed.books.ask('transfersOf', { name: 'events', wallets, count: EVENTS });
  await testbed.books.ask('close', { name: 'events' });
}

async function deliveries({ owner }) {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE status = 'DELIVERED')::int AS delivered,
            coalesce(max(attempts), 0)::int AS attempts FROM webhook_delivery`,
  );
  return rows[0];
}

async function untilDelivered(book) {
  const began = performance.now();
  while ((await deliveries(book)).delivered < EVENTS) {
    if (performance.now() - began > LIMIT_MS)
      throw new Error(`not delivered in time: ${JSON.stringify(await deliveries(book))}`);
    await delay(250);
  }
}

async function refuseUnlessEachOnce(book, received) {
  const { rows } = await book.owner.query(
    `SELECT count(*)::int AS transfers FROM transaction WHERE kind = 'TRANSFER'`,
  );
  const stored = await deliveries(book);
  const isOnce =
    [rows[0].transfers, stored.all, stored.delivered, received.distinct].every(
      (count) => count === EVENTS,
    ) &&
    received.repeated === 0 &&
    stored.attempts === 1;
  if (!isOnce)
    throw new Error(
      `not each was delivered once: ${JSON.stringify({ ...rows[0], ...stored, ...received })}`,
    );
}
