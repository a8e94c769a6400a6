import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  execute,
  getOperationAST,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { transactionId, walletId } from '../../src/graphql/ids.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { CompiledOperations } from '../../src/server/graphql/compiled/compiled.js';
import { useBook } from '../support/book.js';
import { contextsOn } from '../support/graphql.js';
import { RandomHistory } from '../support/random-history.js';
import { RandomDocuments, withoutOpenTransactions, type Pool } from '../support/gateway-pair.js';
import { ADMIN, member } from '../support/inputs.js';

// Random documents, over a book with some of everything in it, answered by a compiled operation and
// by graphql-js alone.

const at = useBook();
const schema = buildSchema();
const compiled = new CompiledOperations(schema);
const RUNS = Number(process.env['ONEBOOK_RANDOM_DOCUMENTS'] ?? 300);
let pool: Pool;
/** The moment after everything was written. */
let began: string;

beforeAll(async () => {
  const mixture = await RandomHistory.begin(at.gateway, 3);
  for (let step = 0; step < 80; step++) await mixture.step();
  const { rows } = await at.owner.query<{ id: string }>(
    'SELECT DISTINCT ON (kind, status) id FROM transaction ORDER BY kind, status, id',
  );
  const ids = [...mixture.wallets.map(walletId), ...rows.map(({ id }) => transactionId(id))];
  began = new Date().toISOString();
  const moments = ['2020-01-01T00:00:00Z', began, '2999-01-01T00:00:00Z', 'x'];
  pool = {
    ID: [...ids, ...ids, 'wal_00000000000000000000000000', 'x'],
    walletId: mixture.wallets.map(walletId),
    Int: [1, 2, 3, 5, 5, 5, 0, 201],
    String: ['x', 'reference'],
    after: [null, null, 'x'],
    before: [null, null, 'x'],
    last: [null, null, null, 2],
    CurrencyCode: ['USD', 'EUR', 'ZZZ', 'x'],
    DateTime: moments,
  };
});

function documentOf(seed: number): { document: DocumentNode; variables: Record<string, unknown> } {
  for (let tried = 0; ; tried++) {
    const { query, variables } = new RandomDocuments(schema, pool, seed + tried * 7_919).query();
    const document = parse(query);
    // Fields of one name in several types do not always merge.
    if (validate(schema, document).length === 0) return { document, variables };
  }
}

const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** The result to the letter, except for the moment at which it was read and the transactions that were open then. */
function textOf({ data, errors }: ExecutionResult): string {
  return withoutOpenTransactions(JSON.stringify({ data, errors })).replace(MOMENT, (moment) =>
    moment < began ? moment : 'now',
  );
}

test('a compiled operation answers as graphql-js does, and does not answer if there is an error', async () => {
  let plans = 0;
  let failures = 0;
  const compare = async (seed: number, isStaff: boolean): Promise<void> => {
    const { document, variables } = documentOf(seed);
    const operation = getOperationAST(document)!;
    const viewer = isStaff ? ADMIN : member('owner');
    const [alone, both] = ['alone', 'both'].map((id) => contextsOn(at.gateway.book)(viewer, id));
    const args = { document, variableValues: variables };
    try {
      const expected = await execute({ schema, ...args, contextValue: alone });
      const data = await compiled.run({ document, operation, variables, contextValue: both! });
      expect(data === undefined).toBe(expected.errors !== undefined);
      if (data) plans += 1;
      else failures += 1;
      const replay = { ...args, schema: compiled.schema, contextValue: both };
      expect(textOf(data ? { data } : await execute(replay))).toBe(textOf(expected));
    } finally {
      await Promise.all([alone?.end(), both?.end()]);
    }
  };
  await fc.assert(fc.asyncProperty(fc.nat(), fc.boolean(), compare), { numRuns: RUNS });
  // Otherwise the test would show little. More documents make up for what chance left out, up to a
  // limit.
  for (let seed = 0; seed < 10 * RUNS && (plans <= RUNS / 4 || failures <= RUNS / 10); seed++)
    await compare(seed, seed % 2 === 0);
  expect(plans).toBeGreaterThan(RUNS / 4);
  expect(failures).toBeGreaterThan(RUNS / 10);
});
