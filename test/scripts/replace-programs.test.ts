import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { replacePrograms } from '../../scripts/lib/replace-programs.mjs';

const root = join(import.meta.dirname, '..', '..');

let folder: string;
beforeEach(async () => {
  folder = relative(root, await mkdtemp(join(root, 'dist', 'replace-programs-')));
});
afterEach(() => rm(join(root, folder), { recursive: true }));

test('a new bundle replaces the entries, keeps chunks of the bundle before it, and removes older ones', async () => {
  await replaceBy({ 'main.js': 'first', 'part-1.js': '' });
  await replaceBy({ 'main.js': 'second', 'part-2.js': '' });
  await replaceBy({ 'main.js': 'third', 'part-3.js': '' });

  const programs = join(root, folder, 'programs');
  expect((await readdir(programs)).sort()).toEqual([
    'files.json',
    'main.js',
    'part-2.js',
    'part-3.js',
  ]);
  expect(await readFile(join(programs, 'main.js'), 'utf8')).toBe('third');
  expect(JSON.parse(await readFile(join(programs, 'files.json'), 'utf8'))).toEqual([
    `${folder}/programs/main.js`,
    `${folder}/programs/part-3.js`,
  ]);
  expect(existsSync(join(root, folder, 'draft'))).toBe(false);
});

async function replaceBy(files: Record<string, string>): Promise<void> {
  await mkdir(join(root, folder, 'draft'));
  for (const [name, text] of Object.entries(files))
    await writeFile(join(root, folder, 'draft', name), text);
  replacePrograms(`${folder}/draft`, `${folder}/programs`, Object.keys(files));
}
