import { expect, test } from '@jest/globals';
import { ReadUnavailableError } from '../../../src/reader/index.js';
import { useBook } from '../../support/book.js';
import { untilBlocked } from '../../support/until.js';

const at = useBook();

test('verify whose connection is lost on the way ends with an error and reports nothing', async () => {
  await at.owner.query('BEGIN');
  await at.owner.query('LOCK TABLE credit_line');
  const report = at.gateway.book.verify();
  const outcome = report.catch((error: unknown) => error);
  await untilBlocked(at.owner);
  await at.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  await at.owner.query('ROLLBACK');
  expect(await outcome).toBeInstanceOf(ReadUnavailableError);
});
