import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { asText } from '../../../src/cli/reconcile.js';
import { StatementRuns } from './statement-runs.js';

const root = join(import.meta.dirname, '..', '..', '..');
const example = join(root, 'examples', 'adoption', 'statement');
const runs = StatementRuns.use();

test('the example statement prints what docs/adoption.md shows, of the files that it shows', async () => {
  await runs.deposited('50.00', 'D-1001', '2026-03-02');
  await runs.deposited('20.00', 'D-1002', '2026-03-03');
  await runs.deposited('75.00', 'D-1003', '2026-03-04');
  const { report } = await runs.runMapping(join(example, 'mapping.yml'));
  const docs = await readFile(join(root, 'docs', 'adoption.md'), 'utf8');
  expect(docs).toContain(`statement/mapping.yml\n${asText(report)}\`\`\`\n`);
  const [, ...mapping] = (await readFile(join(example, 'mapping.yml'), 'utf8')).split('\n');
  expect(docs).toContain(mapping.join('\n'));
  expect(docs).toContain(await readFile(join(example, 'bank.csv'), 'utf8'));
});
