// docs/clients.md quotes files of examples/clients, which the tests run. Below a line `<!-- quoted: FILE -->` stands a fenced
// block with that file, word for word. `--update` writes the blocks again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/project.mjs';
import { keepSnapshot } from '../lib/snapshot.mjs';

const file = 'docs/clients.md';
const LANGUAGES = { yml: 'yaml', kt: 'kotlin', py: 'python', xml: 'xml' };
const quote = /(<!-- quoted: (\S+) -->\n\n)```\w*\n(?:[^`].*\n|\n)*```\n/g;

const text = readFileSync(inRoot(file), 'utf8');
let quotes = 0;
const now = text.replace(quote, (_, marker, quoted) => {
  quotes += 1;
  const extension = path.extname(quoted).slice(1);
  const content = readFileSync(inRoot(quoted), 'utf8');
  return `${marker}\`\`\`${LANGUAGES[extension] ?? extension}\n${content}\`\`\`\n`;
});
const marked = text.match(/^<!-- quoted: /gm)?.length ?? 0;
if (quotes === 0 || quotes !== marked) {
  console.log(
    `${file}: ${marked} places name a file to quote, and ${quotes} of them have a block below`,
  );
  process.exitCode = 1;
}
keepSnapshot({ file, now, step: 'clients', differs: `${file} quotes a file that has changed.` });
