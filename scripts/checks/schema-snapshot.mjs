// Keeps the whole schema in one sorted file, so that a diff shows every change of the API.
import { readFileSync } from 'node:fs';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { filesUnder } from '../lib/files.mjs';
import { inRoot } from '../lib/project.mjs';
import { keepSnapshot } from '../lib/snapshot.mjs';

const file = 'schema.snapshot.graphql';
const heading =
  '# Written by `npm run check -- --update`: what clients can rely on, in one file.\n\n';

const sdl = filesUnder('schema')
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(inRoot(name), 'utf8'));
if (sdl.length === 0) throw new Error('schema/ holds no .graphql file');
const now = `${heading}${printSchema(lexicographicSortSchema(buildSchema(sdl.join('\n'))))}\n`;

keepSnapshot({ file, now, step: 'schema', differs: `The schema differs from ${file}.` });
