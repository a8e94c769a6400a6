import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { sha256 } from '../../documents/index.js';
import { parseRequestJson } from '../../server/index.js';
import type { FileDocument, FileFault } from './file-document.js';

/** Printable ASCII without spaces, so that an id fits a URL, a log and a terminal. The table has the same rule. */
const ID = /^[!-~]{1,200}$/;
const SHA256_PREFIX = 'sha256:';

/**
 * The documents of a manifest, one of:
 * - Apollo's `persisted-query-manifest.json`: `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id", "body"}]}`
 * - graphql-codegen's `persisted-documents.json`, Relay's `persistConfig.file` and the SDK's `documents.json`: `{"<id>": "<text>"}`
 */
export function readManifest(
  file: string,
  content: string,
): { documents: FileDocument[]; faults: FileFault[] } {
  const documents: FileDocument[] = [];
  const faults: FileFault[] = [];
  let entries;
  try {
    entries = entriesOf(parseRequestJson(content));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `is no JSON: ${error.message}` : String(error);
    return { documents, faults: [{ file, line: undefined, reason: withoutName(error, reason) }] };
  }
  for (const [given, text] of entries) {
    const line = lineOf(content, given);
    const fault = faultIn(given, text);
    if (fault !== undefined) faults.push({ file, line, reason: `${given}: ${fault}` });
    else {
      const id = given.startsWith(SHA256_PREFIX) ? given.slice(SHA256_PREFIX.length) : given;
      const document = parsed(text as string);
      if (typeof document === 'string') faults.push({ file, line, reason: `${id}: ${document}` });
      else documents.push({ id, text: text as string, document, file, line, isOptional: false });
    }
  }
  if (entries.length === 0) faults.push({ file, line: undefined, reason: 'has no documents' });
  return { documents, faults };
}

const SHAPE =
  'is neither {"<id>": "<document>"} nor an Apollo manifest: {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id", "body"}]}';

function entriesOf(json: unknown): [id: string, text: unknown][] {
  if (!isRecord(json)) throw new Error(SHAPE);
  const { format, version, operations } = json;
  if (format === undefined || !Array.isArray(operations)) return Object.entries(json);
  if (format !== 'apollo-persisted-query-manifest' || version !== 1)
    throw new Error(
      `has format ${JSON.stringify(format)} and version ${JSON.stringify(version)}; ` +
        '"apollo-persisted-query-manifest" version 1 is known',
    );
  return operations.map((one: unknown): [string, unknown] => {
    if (!isRecord(one) || typeof one['id'] !== 'string')
      throw new Error('has an operation without "id". Each needs "id" and "body"');
    return [one['id'], one['body']];
  });
}

function faultIn(id: string, text: unknown): string | undefined {
  if (typeof text !== 'string') return 'its document is not a string';
  if (!ID.test(id))
    return 'an id has 1 to 200 letters, digits and signs of ASCII, without white space';
  if (!id.startsWith(SHA256_PREFIX)) return undefined;
  const hash = sha256(text);
  return id === `${SHA256_PREFIX}${hash}`
    ? undefined
    : `the SHA-256 of its document is ${hash}. The document was changed after the manifest was made`;
}

function parsed(text: string): DocumentNode | string {
  try {
    return parse(text);
  } catch (error) {
    return grammarFault(error);
  }
}

/** What is wrong with the grammar of a text, with the place in it. */
export function grammarFault(error: unknown): string {
  if (!(error instanceof GraphQLError)) return 'The document nests too deep.';
  const [at] = error.locations ?? [];
  return at
    ? `${error.message} (line ${at.line}, column ${at.column} of the document)`
    : error.message;
}

function withoutName(error: unknown, reason: string): string {
  return error instanceof SyntaxError ? reason : (error as Error).message;
}

/** The line on which a string of JSON begins, from 1. */
function lineOf(content: string, value: string): number {
  const at = content.indexOf(JSON.stringify(value));
  return content.slice(0, Math.max(at, 0)).split('\n').length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
