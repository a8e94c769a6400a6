// A process of a test: runs one import of a CSV file in small commits, and says when it has begun to write.
import { runImport } from '../../../src/adoption/index.js';

const [url = '', file = '', batchRows = ''] = process.argv.slice(2);

await runImport(
  {
    ...{ url, book: 'book', sessions: 2, dryRun: false, batchRows: Number(batchRows) },
    mapping: {
      ...{ file, history: undefined, adopt: { drop: [], keep: [] } },
      sources: [
        {
          ...{ name: 'users.balance', origin: { type: 'csv', file }, owner: 'owner' },
          ...{ amount: 'amount', where: {}, metadata: [], unit: 'major' },
          ...{ currency: { constant: 'USD' }, wallet: { constant: 'main' } },
        },
      ],
    },
    signal: new AbortController().signal,
    onProgress: (step, done) => {
      if (step === 'Importing') process.stdout.write(`${done}\n`);
    },
  },
  async () => Promise.resolve(),
);
process.stdout.write('finished\n');
