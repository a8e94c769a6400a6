import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { GraphQLError } from 'graphql';
import type { DocumentCheck } from '../../server/index.js';
import { faultLine, type FileDocument, type FileFault } from './file-document.js';
import { type GraphQLFile, readGraphQLFiles } from './graphql-files.js';
import { readManifest } from './manifest.js';

/** A larger file is no list of documents. Bytes. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** All documents of these files, once each, or what is wrong with any of them. */
export async function readDocuments(
  files: readonly string[],
  check: DocumentCheck,
): Promise<{ documents: FileDocument[]; faults: FileFault[]; leftOut: FileDocument[] }> {
  const documents: FileDocument[] = [];
  const faults: FileFault[] = [];
  const graphql: GraphQLFile[] = [];
  for (const file of new Set(files)) {
    const extension = extname(file).toLowerCase();
    const content = await contentOf(file, faults);
    if (content === undefined) continue;
    if (extension === '.graphql' || extension === '.gql') graphql.push({ file, content });
    else if (extension === '.json') take(readManifest(file, content), documents, faults);
    else
      faults.push({
        file,
        line: undefined,
        reason: 'must be a .graphql, .gql or .json file',
      });
  }
  if (graphql.length > 0) take(readGraphQLFiles(graphql), documents, faults);
  const once = withoutRepeats(documents, faults);
  const { accepted, leftOut } = checked(once, check, faults);
  return { documents: accepted, faults, leftOut };
}

async function contentOf(file: string, faults: FileFault[]): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8' : message;
    faults.push({ file, line: undefined, reason: `cannot be read: ${reason}` });
    return undefined;
  }
}

function take(
  read: { documents: FileDocument[]; faults: FileFault[] },
  documents: FileDocument[],
  faults: FileFault[],
): void {
  documents.push(...read.documents);
  faults.push(...read.faults);
}

/** Each document once. Two texts under one id are a fault. */
function withoutRepeats(documents: readonly FileDocument[], faults: FileFault[]): FileDocument[] {
  const byId = new Map<string, FileDocument>();
  for (const one of documents) {
    const before = byId.get(one.id);
    if (!before) byId.set(one.id, one);
    else if (before.text !== one.text)
      faults.push({
        ...one,
        reason: `${one.id} is also the id of another text, in ${before.file}:${before.line}`,
      });
  }
  return [...byId.values()];
}

function checked(
  documents: readonly FileDocument[],
  check: DocumentCheck,
  faults: FileFault[],
): { accepted: FileDocument[]; leftOut: FileDocument[] } {
  const accepted: FileDocument[] = [];
  const leftOut: FileDocument[] = [];
  // By their words, because two operations that use a wrong fragment have the same fault.
  const found = new Map<string, FileFault>();
  for (const one of documents) {
    const errors = check(one);
    if (errors.length === 0) accepted.push(one);
    else if (one.isOptional) leftOut.push(one);
    else
      for (const fault of errors.map((error) => faultOf(error, one)))
        found.set(faultLine(fault), fault);
  }
  faults.push(...found.values());
  return { accepted, leftOut };
}

function faultOf({ message, nodes }: GraphQLError, { id, file, line }: FileDocument): FileFault {
  const loc = nodes?.[0]?.loc;
  if (!loc) return { file, line, reason: `${id}: ${message}` };
  const { source, startToken: at } = loc;
  // A document of GraphQL files names its file; one of a manifest has only places of its own.
  if (source.name !== 'GraphQL request')
    return { file: source.name, line: at.line, reason: message };
  const place = `(line ${at.line}, column ${at.column} of the document)`;
  return { file, line, reason: `${id}: ${message} ${place}` };
}
