import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Book } from '../../src/book/index.js';
import { readStatement } from '../../src/exports/statement/read-statement.js';
import { type BookReader, ReadUnavailableError } from '../../src/reader/index.js';
import { useBook } from '../support/book.js';

const at = useBook();
const AUDITOR = { id: 'kim', roles: ['AUDITOR'] } as const;
const PERIOD = {
  from: new Date('2020-01-01T00:00:00Z'),
  to: new Date('2900-01-01T00:00:00Z'),
  timeZone: 'UTC',
};
let wallet: string;

beforeAll(async () => {
  wallet = await at.gateway.wallet('ana', 'USD', '1.00');
  for (let count = 0; count < 4; count++) await at.gateway.deposit(wallet, '1.00', 'USD');
});

/** The book, whose readers do this before they hand out something. */
function bookWith(change: (reader: BookReader) => void): Book {
  const { book } = at.gateway;
  return {
    ...book,
    read: (...args: Parameters<Book['read']>) => {
      const reader = book.read(...args);
      change(reader);
      return reader;
    },
  };
}

async function balancesOf(book: Book): Promise<bigint[]> {
  const { lines } = await readStatement(book, AUDITOR, wallet, PERIOD);
  const balances: bigint[] = [];
  for await (const some of lines) balances.push(...some.map(({ balance }) => balance));
  return balances;
}

describe('a file has every line', () => {
  test.each(['nextLines', 'lineDetails'] as const)(
    'a file loses no line if %s finds the database too busy once',
    async (method) => {
      let failed = false;
      const busy = bookWith((reader) => {
        const read = reader[method].bind(reader) as (...args: unknown[]) => Promise<unknown>;
        const busyOnce = (...args: unknown[]): Promise<unknown> => {
          if (failed) return read(...args);
          failed = true;
          return Promise.reject(new ReadUnavailableError({ isUnreachable: false }));
        };
        Object.assign(reader, { [method]: busyOnce });
      });
      expect(await balancesOf(busy)).toEqual([100n, 200n, 300n, 400n, 500n]);
      expect(failed).toBe(true);
    },
  );

  test('a file whose lines do not lead to its closing balance does not end', async () => {
    const forgetful = bookWith((reader) => {
      const read = reader.nextLines.bind(reader);
      reader.nextLines = async (...args) => (await read(...args)).slice(1);
    });
    await expect(balancesOf(forgetful)).rejects.toThrow('lead to 400, and it has 500');
  });
});
