import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDocuments } from '../../src/cli/documents/read-documents.js';
import { BulkConnection } from '../../src/database/index.js';
import { DocumentTable } from '../../src/documents/index.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { createDocumentCheck } from '../../src/server/graphql/document-check.js';
import { createTestDatabase, type TestDatabase } from '../support/book.js';
import { onebook } from '../support/onebook-command.js';

const check = createDocumentCheck(buildSchema(), false);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook documents '));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}
const json = (name: string, value: unknown) => file(name, JSON.stringify(value, null, 2));

/** What would be registered, and the faults as the command prints them, without the folder. */
async function read(...files: string[]) {
  const { documents, faults, leftOut } = await readDocuments(files, check);
  return {
    documents: documents.map(({ id, text }) => ({ id, text })),
    faults: faults.map(
      (one) => `${one.file.slice(folder.length + 1)}:${one.line ?? ''} ${one.reason}`,
    ),
    leftOut: leftOut.map((one) => one.file.slice(folder.length + 1)),
  };
}

const VIEWER = 'query Viewer { viewer { ...Rest } } fragment Rest on Viewer { roles }';

describe('the manifests of clients are read, each with its ids', () => {
  // As @graphql-codegen/client-preset 6.2.0 wrote it, with persistedDocuments: true.
  const codegen = {
    'sha256:4508bc78c64ad1b74c67435763755d4f78c4c1f136a1350c65c0dbeb3bcfd5dd':
      'fragment Rest on Viewer { roles } query Viewer { viewer { id ...Rest } }',
  };
  const text = Object.values(codegen)[0] ?? '';

  test('persisted-documents.json of graphql-codegen, with SHA-256, SHA-1 or a hash of its own', async () => {
    const written = await json('persisted-documents.json', codegen);
    const ids = { faults: [], leftOut: [] };
    expect(await read(written)).toEqual({ ...ids, documents: [{ id: sha256(text), text }] });
    const sha1 = createHash('sha1').update(text).digest('hex');
    const other = await json('sha1.json', { [sha1]: text });
    expect(await read(other)).toEqual({ ...ids, documents: [{ id: sha1, text }] });
  });

  test('the map of Relay, from MD5 to text', async () => {
    const written = await json('relay.json', { '3be4abb81fa595e25eb725b2c6a87508': text });
    const { documents } = await read(written);
    expect(documents).toEqual([{ id: '3be4abb81fa595e25eb725b2c6a87508', text }]);
  });

  test('the persisted query manifest of Apollo', async () => {
    const operation = { id: 'web/1.0/Viewer', name: 'Viewer', type: 'query', body: text };
    const format = { format: 'apollo-persisted-query-manifest', version: 1 };
    const written = await json('apollo.json', { ...format, operations: [operation] });
    expect((await read(written)).documents).toEqual([{ id: 'web/1.0/Viewer', text }]);
    const newer = await json('newer.json', { ...format, version: 2, operations: [operation] });
    expect((await read(newer)).faults).toEqual([
      'newer.json: has format "apollo-persisted-query-manifest" and version 2; "apollo-persisted-query-manifest" version 1 is known',
    ]);
  });
});

describe('GraphQL files are read', () => {
  test('one operation with its fragments is the document as it is in the file', async () => {
    const text = `# of the app\n${VIEWER}\n`;
    expect((await read(await file('one.graphql', text))).documents).toEqual([
      { id: sha256(text), text },
    ]);
  });

  test('each of several operations is a document with the fragments that it uses, and the file is one too', async () => {
    const several = `${VIEWER}\nquery Ids { viewer { id } }\n`;
    const { documents, faults } = await read(await file('several.graphql', several));
    expect(faults).toEqual([]);
    expect(documents.map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
      VIEWER,
      'query Ids { viewer { id } }',
      several.replaceAll(/\s+/g, ' '),
    ]);
    expect(documents.map(({ id }) => id)).toEqual(documents.map(({ text }) => sha256(text)));
  });

  test('a fragment may be in another of the files, and use one in a third', async () => {
    const files = [
      await file('query.graphql', 'query Q { viewer { ...A } }'),
      await file('a.graphql', 'fragment A on Viewer { ...B } fragment Unused on Viewer { id }'),
      await file('b.gql', 'fragment B on Viewer { roles }'),
    ];
    const { documents, faults } = await read(...files);
    expect(faults).toEqual([]);
    expect(documents.map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
      'query Q { viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { roles }',
    ]);
  });

  test('a file with more operations than a document may have is read as its operations', async () => {
    const operations = Array.from(
      { length: 21 },
      (_, index) => `query Q${index} { viewer { id } }`,
    );
    const { documents, leftOut } = await read(await file('many.graphql', operations.join('\n')));
    expect(documents).toHaveLength(21);
    expect(leftOut).toEqual(['many.graphql']);
  });
});

describe('what is wrong is named by file and line', () => {
  test.each<[string, string, string | Buffer, string[]]>([
    [
      'a field that the schema does not have, in a fragment, once',
      'wrong.graphql',
      'query A { viewer { ...F } }\nquery B { viewer { ...F } }\nfragment F on Viewer {\n  email\n}',
      ['wrong.graphql:4 Cannot query field "email" on type "Viewer".'],
    ],
    [
      'a syntax error',
      'syntax.graphql',
      '\n\n{ viewer { id }',
      [
        'syntax.graphql:3 Syntax Error: Expected Name, found <EOF>. (line 3, column 16 of the document)',
      ],
    ],
    [
      'a fragment that is in no file',
      'fragment.graphql',
      'query Q {\n  viewer { ...Gone }\n}',
      ['fragment.graphql:2 no file has the fragment Gone. Name the file that has it as well'],
    ],
    [
      'a schema instead of operations',
      'schema.graphql',
      'type Query { a: Int }',
      ['schema.graphql:1 is neither an operation nor a fragment'],
    ],
    [
      'a file of fragments alone',
      'alone.graphql',
      'fragment F on Viewer { id }',
      ['alone.graphql: has no operation'],
    ],
    [
      'a document of a manifest that is too deep',
      'deep.json',
      `{\n "ok": "{ viewer { id } }",\n "deep": "{ ${'a { '.repeat(20)} b ${'}'.repeat(20)} }"\n}`,
      [expect.stringMatching(/^deep\.json:3 deep: The document nests fields 21 deep/) as never],
    ],
    [
      'a manifest with a key twice',
      'twice.json',
      '{"a": "{ viewer { id } }", "a": "{ viewer { roles } }"}',
      [expect.stringMatching(/^twice\.json: .*is there twice/) as never],
    ],
    [
      'an id with white space',
      'space.json',
      '{"a b": "{ viewer { id } }"}',
      [expect.stringMatching(/^space\.json:1 a b: an id has 1 to 200 letters/) as never],
    ],
    [
      'a document that was changed after its hash was made',
      'changed.json',
      `{"sha256:${sha256('{ a }')}": "{ viewer { id } }"}`,
      [expect.stringMatching(/^changed\.json:1 sha256:.*the SHA-256 of its document is/) as never],
    ],
    [
      'a text that is no string',
      'text.json',
      '{"a": 7}',
      ['text.json:1 a: its document is not a string'],
    ],
    [
      'a list',
      'list.json',
      '[]',
      [expect.stringContaining('list.json: is neither {"<id>"') as never],
    ],
    ['no JSON', 'no.json', '{', [expect.stringContaining('no.json: is no JSON: ') as never]],
    ['a manifest without documents', 'empty.json', '{}', ['empty.json: has no documents']],
    [
      'bytes that are not UTF-8',
      'bytes.graphql',
      Buffer.from([0x7b, 0xff]),
      ['bytes.graphql: cannot be read: it is not UTF-8'],
    ],
    [
      'another kind of file',
      'notes.txt',
      '',
      ['notes.txt: must be a .graphql, .gql or .json file'],
    ],
  ])('%s', async (_, name, content, faults) => {
    expect((await read(await file(name, content))).faults).toEqual(faults);
  });

  test('two texts under one id, and two fragments of one name', async () => {
    const first = await json('first.json', { a: '{ viewer { id } }' });
    const second = await json('second.json', { a: '{ viewer { roles } }' });
    expect((await read(first, second)).faults).toEqual([
      expect.stringMatching(
        /^second\.json:2 a is also the id of another text, in .*first\.json:2$/,
      ),
    ]);
    const f = await file('f1.graphql', 'query Q { viewer { ...F } } fragment F on Viewer { id }');
    const g = await file('f2.graphql', '\nfragment F on Viewer { roles }');
    expect((await read(f, g)).faults).toEqual([
      expect.stringMatching(
        /^f2\.graphql:2 another fragment F is in .*f1\.graphql:1\. Rename one$/,
      ),
    ]);
  });
});

describe('onebook documents', () => {
  let database: TestDatabase;
  let connection: BulkConnection;
  let table: DocumentTable;
  const run = (...args: string[]) => onebook({ DATABASE_URL: database.url }, 'documents', ...args);
  beforeAll(async () => {
    database = await createTestDatabase();
    connection = await BulkConnection.open({ url: database.url, book: 'book', name: 'test' });
    table = new DocumentTable(connection.source);
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });

  test('add registers all or none and says what was there already', async () => {
    const good = await json('good.json', { viewer: VIEWER, id: '{ viewer { id } }' });
    const bad = await json('bad.json', { fine: '{ viewer { roles } }', bad: '{ nothing }' });
    expect(await run('add', good, bad)).toEqual({
      code: 1,
      output: `${bad}:3: bad: Cannot query field "nothing" on type "Query". (line 1, column 3 of the document)\nonebook: nothing was added: 1 fault\n`,
    });
    expect(await table.list()).toEqual([]);
    expect(await run('add', good)).toEqual({
      code: 0,
      output: 'added 2 documents. Running gateways use them within 5 seconds\n',
    });
    expect(await run('add', good)).toEqual({
      code: 0,
      output: '2 documents were registered already: nothing changed\n',
    });
    const other = await json('other.json', {
      fresh: '{ viewer { id } }',
      viewer: '{ viewer { id } }',
    });
    const conflict = await run('add', other);
    expect(conflict.code).toBe(1);
    expect(conflict.output).toContain(
      `onebook: nothing was added: ${other}:3: viewer is registered with another text. Remove it first`,
    );
    expect(await table.list()).toHaveLength(2);
  });

  test('list shows ids and operations, with --json also hashes and texts', async () => {
    const listed = await run('list', '--json');
    const { documents } = JSON.parse(listed.output) as { documents: object[] };
    expect(documents).toMatchObject([
      { id: 'id', operations: ['query (no name)'], text: '{ viewer { id } }' },
      { id: 'viewer', sha256: sha256(VIEWER), operations: ['query Viewer'] },
    ]);
    expect((await run('list')).output).toMatch(/^viewer {2}\S+Z {2}query Viewer$/m);
  });

  test('remove removes all or none', async () => {
    const missing = await run('remove', 'viewer', 'gone');
    expect([missing.code, missing.output]).toEqual([
      1,
      'onebook: nothing was removed: no document is registered as gone\n',
    ]);
    expect(await table.list()).toHaveLength(2);
    expect((await run('remove', 'viewer')).code).toBe(0);
    expect(await table.list()).toMatchObject([{ id: 'id' }]);
  });

  test('an id is not the SHA-256 of another document, whichever comes first', async () => {
    const hash = sha256(VIEWER);
    await table.add([{ id: 'one', text: VIEWER }]);
    await expect(table.add([{ id: hash, text: '{ viewer { id } }' }])).rejects.toThrow(
      "is the SHA-256 of another document's text",
    );
    await table.remove(['one']);
    await table.add([{ id: hash, text: '{ viewer { id } }' }]);
    await expect(table.add([{ id: 'one', text: VIEWER }])).rejects.toThrow(
      'is the id of another document. Remove that one first',
    );
    await table.remove([hash]);
  });

  test('more than 10,000 documents are refused, and none of them stays', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ id: `d${index}`, text: '{ a }' }));
    await expect(table.add(many)).rejects.toThrow('at most 10000 and 20000000 are allowed');
    expect(await table.list()).toMatchObject([{ id: 'id' }]);
  });

  test('the login of the gateway, a database without a book, and no files are refused', async () => {
    const gateway = await onebook({ DATABASE_GATEWAY_URL: database.url }, 'documents', 'list');
    expect([gateway.code, gateway.output]).toEqual([
      1,
      'onebook: DATABASE_URL must be set: the login of DATABASE_GATEWAY_URL may not change the documents\n',
    ]);
    const none = await onebook({ DATABASE_URL: database.url, BOOK: 'none' }, 'documents', 'list');
    expect(none.output).toContain('there is no book none in this database, or it lacks migrations');
    expect(await run('add')).toMatchObject({ code: 2 });
  });
});
