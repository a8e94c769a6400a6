import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import * as prettier from 'prettier';
import { inRoot } from '../../../scripts/lib/project.mjs';

/** The sections that benchmarks write into documents, in the order of the document, each between two marker lines. */
const SECTIONS = [
  { name: 'bench in the README', by: 'npm run bench', file: 'README.md' },
  { name: 'bench in short', by: 'npm run bench', file: 'docs/performance.md' },
  { name: 'bench', by: 'npm run bench', file: 'docs/performance.md' },
  { name: 'live pushes', by: 'npm run bench:live', file: 'docs/performance.md' },
].map(({ name, by, file }) => ({
  name,
  file: inRoot(file),
  begin: `<!-- ${name}: written by ${by} -- --write -->`,
  end: `<!-- end of ${name} -->`,
}));

export const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** One sentence about the machine and the date. @param server version of PostgreSQL */
export function machine(server) {
  const [cpu] = os.cpus();
  return (
    `Measured on ${os.cpus().length} cores (${cpu.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}, PostgreSQL ${server}, on ${new Date().toISOString().slice(0, 10)}.`
  );
}

/** A section as Markdown, with its markers. @param paragraphs Markdown, including the heading */
export async function section(name, paragraphs) {
  const { begin, end, file } = SECTIONS.find((one) => one.name === name);
  const text = [begin, ...paragraphs, end].join('\n\n');
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), parser: 'markdown' });
}

/**
 * Replaces the section in its file and leaves the rest as it is. A section that is not there yet is inserted before
 * the one that follows it, or at the end.
 */
export function writeSection(name, text) {
  const { begin, end, file } = SECTIONS.find((one) => one.name === name);
  const before = readFileSync(file, 'utf8');
  const following = SECTIONS.slice(SECTIONS.findIndex((one) => one.name === name) + 1);
  const next = following.find((one) => one.file === file && before.includes(one.begin));
  const at = before.includes(begin) ? before.indexOf(begin) : before.indexOf(next?.begin ?? '\0');
  const head = at < 0 ? before : before.slice(0, at);
  const rest = at < 0 ? '' : before.slice(at);
  const tail = rest.startsWith(begin) ? rest.slice(rest.indexOf(end) + end.length) : rest;
  const parts = [head.trim(), text.trim(), tail.trim()].filter((part) => part !== '');
  writeFileSync(file, `${parts.join('\n\n')}\n`);
}
