import { expect, test } from '@jest/globals';
import { clientConfig, createDataSource, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Listener } from '../../src/database/listener.js';
import { OpenConnections } from '../../src/database/typeorm-workarounds.js';
import { Snapshot } from '../../src/database/snapshot.js';
import { Revocations } from '../../src/auth/revocations.js';
import { BookClock, Rounds } from '../../src/reader/index.js';
import { BookReader } from '../../src/reader/book-reader.js';
import { openLive } from '../../src/live/open-live.js';
import { DatabaseProxy, useBook } from '../support/book.js';
import { Follower, Observed } from '../support/live.js';
import { until } from '../support/until.js';
import { member } from '../support/inputs.js';

const at = useBook();

/**
 * The cable fails, not PostgreSQL: no side learns that the connections are gone, those for
 * reads included.
 */
test('a change that comes while all connections are silently dead is pushed soon after', async () => {
  const line = await DatabaseProxy.to(at.database.url);
  const open = new OpenConnections();
  const common = { url: line.url, book: 'book', name: 'silent', role: GATEWAY_ROLE };
  const options = { ...common, connections: 4, statementTimeoutMs: 600_000, open };
  const source = await createDataSource(options).initialize();
  const pipelined = await createDataSource({ ...options, pipelined: true }).initialize();
  // A round waits as long as the test, so that only `dropReads` can end its silence.
  const rounds = new Rounds({
    ...{ source: pipelined, clock: new BookClock(), onFailure: () => undefined, maxMs: 600_000 },
  });
  const live = await openLive(
    {
      ...{
        schema: 'book',
        maxSubscriptions: 10,
        revocations: new Revocations(),
        observer: new Observed(),
      },
      book: { read: () => new BookReader(new Snapshot(source)), join: () => rounds.reader() },
      recheckSeconds: Number.POSITIVE_INFINITY,
      database: {
        listener: (options) => new Listener({ ...options, connection: clientConfig(common) }),
        dropSilent: () => open.destroyAll(),
      },
      onError: () => undefined,
    },
    new AbortController().signal,
  );
  const wallet = await at.gateway.wallet('ann', 'USD', '1');
  const followers = Array.from(
    { length: 5 },
    () => new Follower((signal) => live.live.balance(member('ann'), wallet, signal)),
  );
  await until(() => followers.every(({ taken }) => taken.length === 1));
  // Several reads at once, so that the pool keeps idle connections that are then dead.
  await Promise.all(
    [source, pipelined].flatMap((one) =>
      Array.from({ length: 4 }, () => one.query('SELECT pg_sleep(0.1)')),
    ),
  );
  line.silenceOpenConnections();
  await at.gateway.deposit(wallet, '1', 'USD');
  // The push follows when the listener gives its connection up. A read would wait for ten minutes,
  // and this wait for two.
  await until(() => followers.every(({ last }) => last?.balance.version === 2));
  expect(live.isListening).toBe(true);
  for (const follower of followers) await follower.stop();
  await live.close();
  open.destroyAll();
  await source.destroy();
  await pipelined.destroy();
  line.close();
});
