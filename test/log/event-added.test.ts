import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../src/domain/viewer.js';
import { useBook } from '../support/book.js';
import { askers, moneyInput } from '../support/graphql.js';
import { collect, type Collected, LiveServer } from '../support/live.js';
import { until } from '../support/until.js';

const at = useBook();
const { auditor, service, wallet } = askers(() => at.gateway.book);

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start(at);
});
afterAll(() => server.close());

const EVENTS = `subscription ($after: String, $filter: EventFilter) {
  eventAdded(after: $after, filter: $filter) { id cursor type wallet { id balance { version } } transaction { id } } }`;

interface Pushed {
  id: string;
  cursor: string;
  type: string;
  wallet: { id: string } | null;
}

const pushed = ({ pushes }: Collected): Pushed[] =>
  pushes.map(({ data }) => data!['eventAdded'] as Pushed);

async function follow(
  variables: Record<string, unknown>,
  role: Role = 'AUDITOR',
): Promise<Collected> {
  return collect(await server.client('follower', [role]), EVENTS, variables);
}

describe('eventAdded pushes each event once, in the order of the book', () => {
  test('a client that was away gets what it missed by the cursor of its last event', async () => {
    const id = await wallet('away');
    const deposit = () => service.send('Deposit', { walletId: id, amount: moneyInput('1.00') });
    const filter = { walletId: id };
    const opened = (await auditor.run(
      'query ($filter: EventFilter) { events(last: 1, filter: $filter) { edges { cursor } } }',
      { filter },
    )) as unknown as { edges: { cursor: string }[] };
    const first = await follow({ filter, after: opened.edges[0]!.cursor });
    await deposit();
    await until(() => first.pushes.length > 0);
    first.stop();
    const missed = [await deposit(), await deposit()];
    const { cursor } = pushed(first)[0]!;
    const second = await follow({ filter, after: cursor });
    await until(() => second.pushes.length === missed.length);
    const last = await deposit();
    await until(() => second.pushes.length === missed.length + 1);
    const all = [...missed, last].map(({ transaction }) => ({
      ...{ type: 'transaction.completed', wallet: { id } },
      transaction: { id: transaction.id },
    }));
    expect(pushed(second)).toMatchObject(all);
    second.stop();
  });

  test('a client without a cursor gets what happens from now on, also what was written past the gateway', async () => {
    const from = await follow({ filter: { types: ['wallet.opened'] } });
    const ids = new Set<string>();
    await until(async () => {
      ids.add(await wallet(`now ${ids.size}`));
      return from.pushes.length > 0;
    });
    from.stop();
    expect(ids).toContain(pushed(from)[0]!.wallet!.id);
  });

  test('a cursor that is none is an error', async () => {
    const refused = await follow({ after: 'no cursor' });
    await until(() => refused.end !== undefined);
    expect(JSON.stringify(refused.end)).toContain('BAD_USER_INPUT');
  });

  test('a member may not follow the events', async () => {
    const refused = await follow({}, 'MEMBER');
    await until(() => refused.end !== undefined);
    expect(JSON.stringify(refused.end)).toContain('FORBIDDEN');
  });
});
