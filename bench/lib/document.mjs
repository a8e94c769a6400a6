import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import * as prettier from 'prettier';
import { inRoot } from '../../scripts/lib/project.mjs';

const FILE = inRoot('docs/performance.md');

/** The sections of docs/performance.md that benchmarks write, in their order: each stands between two lines. */
const SECTIONS = [
  { name: 'bench', by: 'npm run bench' },
  { name: 'live pushes', by: 'npm run bench:live' },
].map(({ name, by }) => ({
  name,
  begin: `<!-- ${name}: written by ${by} -- --write -->`,
  end: `<!-- end of ${name} -->`,
}));

export const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** On what it was measured, and when. @param server PostgreSQL's version */
export function machine(server) {
  const [cpu] = os.cpus();
  return (
    `Measured on ${os.cpus().length} cores (${cpu.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}, PostgreSQL ${server}, on ${new Date().toISOString().slice(0, 10)}.`
  );
}

/** As Markdown, between its two lines. @param paragraphs Markdown, the heading among them */
export async function section(name, paragraphs) {
  const { begin, end } = SECTIONS.find((one) => one.name === name);
  const text = [begin, ...paragraphs, end].join('\n\n');
  return prettier.format(text, { ...(await prettier.resolveConfig(FILE)), parser: 'markdown' });
}

/**
 * Puts the section in the place of the one before, or where there is none yet before those that come after it, and
 * leaves the rest of the file as it is.
 */
export function writeSection(name, text) {
  const index = SECTIONS.findIndex((one) => one.name === name);
  const { begin, end } = SECTIONS[index];
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Performance\n';
  const next = SECTIONS.slice(index + 1).find((one) => before.includes(one.begin));
  const at = before.includes(begin) ? before.indexOf(begin) : before.indexOf(next?.begin ?? '\0');
  const head = at < 0 ? before : before.slice(0, at);
  const rest = at < 0 ? '' : before.slice(at);
  const tail = rest.startsWith(begin) ? rest.slice(rest.indexOf(end) + end.length) : `\n\n${rest}`;
  writeFileSync(
    FILE,
    `${head.trimEnd()}\n\n${text.trimEnd()}\n${tail.trim() && `\n${tail.trim()}\n`}`,
  );
}
