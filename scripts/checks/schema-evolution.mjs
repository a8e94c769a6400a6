// Compares the schema with that of the last release, by the rules of docs/schema-changes.md, and keeps the list of all
// changes since.
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { filesUnder } from '../lib/files.mjs';
import { inRoot } from '../lib/project.mjs';
import { compareSchemas } from '../lib/schema-evolution.mjs';
import { keepSnapshot } from '../lib/snapshot.mjs';

const file = 'docs/schema-unreleased.md';
const released = readFileSync(inRoot('schema.released.graphql'), 'utf8');
const recorded = JSON.parse(readFileSync(inRoot('schema.breaks.json'), 'utf8'));
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const current = filesUnder('schema')
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(inRoot(name), 'utf8'))
  .join('\n');

const release = /^# The API of release (\S+),/.exec(released)?.[1];
if (release !== version) {
  console.log(
    `package.json has version ${version}, and schema.released.graphql is of release ${release}. ` +
      'With a release, copy schema.snapshot.graphql there below the first line, with the new version in it, and empty ' +
      'schema.breaks.json.',
  );
  process.exitCode = 1;
}
const { faults, changes } = compareSchemas(released, current, recorded);
for (const fault of faults) console.log(fault);
if (faults.length > 0) process.exitCode = 1;

const sections = Object.entries(changes)
  .filter(([, list]) => list.length > 0)
  .map(([title, list]) => `## ${title}\n\n${[...list].sort().map(line).join('\n')}\n`);
const page =
  `# Changes of the schema since ${release}\n\n` +
  'Written by `npm run check -- --update evolution`. [schema-changes.md](schema-changes.md) says which changes there can be.\n\n' +
  `${sections.join('\n') || 'None.'}`;
const options = { ...(await resolveConfig(inRoot(file))), filepath: inRoot(file) };

keepSnapshot({
  file,
  now: await format(page, options),
  step: 'evolution',
  differs: `The changes of the schema differ from ${file}.`,
});

/** An item of the list: the names of the schema as code. */
function line(change) {
  const name = /^[A-Za-z_]\w*(\.\w+)?(\(\w+:\))?(: [\w[\]!]+)?/.exec(change)?.[0] ?? '';
  return name === '' ? `- ${change}` : `- \`${name}\`${change.slice(name.length)}`;
}
