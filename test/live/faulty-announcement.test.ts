import { expect, test } from '@jest/globals';
import { clientConfig, GATEWAY_ROLE } from '../../src/database/data-source.js';
import { Listener } from '../../src/database/listener.js';
import { Revocations } from '../../src/auth/revocations.js';
import { openLive } from '../../src/live/open-live.js';
import { useBook } from '../support/book.js';
import { Observed } from '../support/live.js';
import { until } from '../support/until.js';

const at = useBook();

test('a fault while a commit is passed on is reported as the gateway’s, and a foreign message as foreign', async () => {
  const errors: string[] = [];
  class Faulty extends Observed {
    override announced(): void {
      throw new Error('a fault of ours');
    }
  }
  const connection = clientConfig({
    url: at.database.url,
    book: 'book',
    name: 'test listener',
    role: GATEWAY_ROLE,
  });
  const live = await openLive(
    {
      book: at.gateway.book,
      schema: 'book',
      maxSubscriptions: 10,
      revocations: new Revocations(),
      observer: new Faulty(),
      database: {
        listener: (handlers) => new Listener({ ...handlers, connection }),
        dropSilent: () => undefined,
      },
      onError: (error, what) => errors.push(`${what}: ${(error as Error).message}`),
    },
    new AbortController().signal,
  );
  await at.gateway.wallet('ann', 'USD');
  await until(() => errors.length > 0);
  await at.owner.query(`NOTIFY "onebook:book", 'hello'`);
  await until(() => errors.length > 1);
  await live.close();
  expect(errors).toEqual([
    'a commit could not be passed on to its subscribers: a fault of ours',
    expect.stringContaining('a message that no gateway wrote'),
  ]);
});
