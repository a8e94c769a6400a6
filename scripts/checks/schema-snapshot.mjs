// The whole schema in one sorted file: a change of what clients see cannot slip into a diff unseen.
import { readFileSync, existsSync } from 'node:fs';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { filesUnder, writeWhole } from '../lib/files.mjs';
import { inRoot } from '../lib/project.mjs';

const file = 'schema.snapshot.graphql';
const heading =
  '# Written by `npm run check -- --update`: what clients can rely on, in one file.\n\n';

const sdl = filesUnder('schema')
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(inRoot(name), 'utf8'));
if (sdl.length === 0) throw new Error('schema/ holds no .graphql file');
const now = `${heading}${printSchema(lexicographicSortSchema(buildSchema(sdl.join('\n'))))}\n`;
const then = existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : '';

if (process.argv.includes('--update')) {
  if (now !== then) console.log(`${file} rewritten`);
  writeWhole(inRoot(file), now);
} else if (then === '') {
  console.log(`there is no ${file} yet. Run: npm run check -- --update`);
  process.exitCode = 1;
} else if (now !== then) {
  console.log(changes(then.split('\n'), now.split('\n')).join('\n'));
  console.log(`The schema is not what ${file} says. Meant? Run: npm run check -- --update`);
  process.exitCode = 1;
}

/** Removed and added lines, each with its line number: a longest common subsequence, middle only. */
function changes(a, b) {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return diff(a.slice(start, a.length - end), b.slice(start, b.length - end), start + 1);
}

function diff(a, b, offset) {
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i][j] =
        a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
      lines.push(`- ${offset + i}: ${a[i++]}`);
    } else {
      lines.push(`+ ${offset + j}: ${b[j++]}`);
    }
  }
  return lines;
}
