import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from './files.mjs';
import { inRoot } from './project.mjs';

/**
 * Compares a generated file with its new content, and fails with a diff if they differ. With `--update`
 * it writes the file.
 *
 * @param {{file: string, now: string, step: string, differs: string}} snapshot `now` is the new
 *   content, `step` the name of the step for `npm run check`, `differs` the message for a difference.
 */
export function keepSnapshot({ file, now, step, differs }) {
  const then = existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : '';
  const command = `npm run check -- --update ${step}`;
  if (process.argv.includes('--update')) {
    if (now !== then) console.log(`${file} rewritten`);
    writeWhole(inRoot(file), now);
  } else if (then === '') {
    console.log(`${file} does not exist yet. Run: ${command}`);
    process.exitCode = 1;
  } else if (now !== then) {
    console.log(changes(then.split('\n'), now.split('\n')).join('\n'));
    console.log(`${differs} If this is intended, run: ${command}`);
    process.exitCode = 1;
  }
}

/** Removed and added lines, each with its line number, by the longest common subsequence. */
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
