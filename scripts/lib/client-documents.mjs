// Writes the documents of the client, by the SHA-256 of their text, to the file of its argument.
import { createHash } from 'node:crypto';
import { DOCUMENTS } from '../../packages/client/dist/documents.js';
import { writeWhole } from './files.mjs';
import { inRoot } from './project.mjs';

const idOf = (text) => createHash('sha256').update(text).digest('hex');
const documents = Object.fromEntries([...DOCUMENTS.values()].map((text) => [idOf(text), text]));
writeWhole(inRoot(process.argv[2]), `${JSON.stringify(documents, undefined, 2)}\n`);
