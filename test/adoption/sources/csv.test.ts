import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SourceError } from '../../../src/adoption/index.js';
import { openSource } from '../../../src/adoption/sources/open-source.js';
import { readSource } from './read-source.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook csv '));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function read(
  content: string | Buffer,
  columns: readonly string[] = ['id', 'coins'],
  where: Record<string, string | null> = {},
) {
  files += 1;
  const file = join(folder, `${files}.csv`);
  await writeFile(file, content);
  return { file, ...(await readSource({ type: 'csv', file }, columns, { where })) };
}

const refusal = async (content: string | Buffer, columns?: readonly string[]) => {
  const error: unknown = await read(content, columns).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SourceError);
  return (error as SourceError).message.replace(/\S* ?\S*\.csv/, 'FILE');
};

describe('A CSV file', () => {
  test('gives the columns asked for in that order, with the line of the file', async () => {
    const content = 'coins,name,id\n104.5,Ann,1\n0,Bob,2\n';
    const { rows, bad, sha256, progress } = await read(content);
    expect(rows).toEqual([
      [2, '1', '104.5'],
      [3, '2', '0'],
    ]);
    expect(bad).toEqual([]);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(progress).toEqual({ done: content.length, total: content.length });
  });

  test.each([
    ['with a byte order mark', '\ufeffid,coins\n1,2\n'],
    ['with CRLF', 'id,coins\r\n1,2\r\n'],
    ['with LF after a CRLF', 'id,coins\r\n1,2\n'],
    ['without a line end at its end', 'id,coins\n1,2'],
    ['with semicolons', 'id;coins\n1;2\n'],
    ['with tabs', 'id\tcoins\n1\t2\n'],
    ['with semicolons and a comma in a name', 'id;coins;a,b,c,d\n1;2;3\n'],
    ['with quotes', '"id","coins"\n"1","2"\n'],
  ])('%s is read', async (_name, content) => {
    const { rows, bad } = await read(content);
    expect(rows).toEqual([[2, '1', '2']]);
    expect(bad).toEqual([]);
  });

  test.each<[string, string | Buffer, number, RegExp, number[]]>([
    ['too few fields', 'id,coins\n1,2\n3\n4,5\n', 3, /1 field and the header 2/, [2, 4]],
    ['too many fields', 'id,coins\n1,2,3\n4,5\n', 2, /3 fields and the header 2/, [3]],
    [
      'invalid UTF-8',
      Buffer.concat([
        Buffer.from('id,coins\n1,\ufffd\nM'),
        Buffer.from([0xfc, 0x2c, 0x31, 0x0a]),
        Buffer.from('é,5\n'),
      ]),
      3,
      /not valid UTF-8/,
      [2, 4],
    ],
    ['a NUL', 'id,coins\n1,a\0b\n4,5\n', 2, /NUL/, [3]],
    ['a quote that is not closed', 'id,coins\n1,2\n3,"4\n\n5,6\n7,8', 3, /not closed/, [2, 5, 6]],
    [
      'a quote that closes in a later row',
      'id,coins\n3,"4\n5,"6"\n7,8\n',
      2,
      /after the closing quote/,
      [3, 4],
    ],
    ['text after a quote', 'id,coins\n3,"4"x\n5,6\n', 2, /after the closing quote/, [3]],
    ['a quote inside a field', 'id,coins\n3,5" disc\n5,6\n', 2, /quote inside a field/, [3]],
  ])(
    'names a row with %s, and reads those around it',
    async (_name, content, line, reason, good) => {
      const { rows, bad } = await read(content);
      expect(bad).toEqual([{ line, reason: expect.stringMatching(reason) }]);
      expect(rows.map((row) => row[0])).toEqual(good);
    },
  );

  test('counts the lines of the file, empty ones and those inside quotes too', async () => {
    const { rows } = await read('id,coins\r\n1,"a\nb\r\nc"\r\n\r\n\r\n2,"d\r\n"\r\n3,x\r\n');
    expect(rows).toEqual([
      [2, '1', 'a\nb\r\nc'],
      [7, '2', 'd\r\n'],
      [9, '3', 'x'],
    ]);
  });

  test('goes on after a quote that would read the rest of a large file, and after an overlong line', async () => {
    const line = `1,${'x'.repeat(98)}\n`;
    const many = line.repeat(20_000);
    const { rows, bad } = await read(
      `id,coins\n1,"2\n${many}9,${'y'.repeat(3_000_000)}\n${many}5,é\n`,
    );
    expect(bad).toEqual([
      { line: 2, reason: expect.stringMatching(/longer than 1048576 bytes/) },
      { line: 20_003, reason: expect.stringMatching(/longer than 1048576 bytes/) },
    ]);
    expect(rows).toHaveLength(40_001);
    expect(rows.at(-1)).toEqual([40_004, '5', 'é']);
  });

  test('leaves out rows with other values in the columns of `where`', async () => {
    const content = 'id,coins,status,gone\n1,5,active,\n2,6,closed,\n3,7,active,2020\n';
    const { rows } = await read(content, ['id', 'coins'], { status: 'active', gone: null });
    expect(rows).toEqual([[2, '1', '5']]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['lacks a column', 'id,Coins\n1,2\n', /has no column "coins": its columns are "id", "Coins"/],
    ['has a column twice', 'id,coins,id\n1,2,3\n', /has the column "id" twice/],
    ['is empty', '', /is empty: its first line/],
    ['is in UTF-16', Buffer.from('\ufeffid,coins\n', 'utf16le'), /is in UTF-16: save it/],
    ['is no text', Buffer.from([0x69, 0xff, 0x0a]), /not a text in UTF-8/],
    ['ends its lines in CR', 'id,coins\r1,2\r', /end in CR alone/],
    ['begins with an open quote', '"id,coins\n1,2\n', /a quote that is not closed/],
    ['begins with an empty line', '\nid,coins\n', /begins with an empty line/],
  ])('that %s is refused before a row is read', async (_name, content, message) => {
    expect(await refusal(content)).toMatch(message);
  });

  test('that does not exist, or is a folder, is refused', async () => {
    for (const file of [join(folder, 'none.csv'), folder]) {
      await expect(readSource({ type: 'csv', file }, ['id'])).rejects.toThrow(/cannot be read/);
    }
  });

  test('that changes while it is read is refused at its end', async () => {
    const file = join(folder, 'changing.csv');
    await writeFile(file, `id,coins\n${'1,2\n'.repeat(200_000)}`);
    const source = await openSource(
      { type: 'csv', file },
      { columns: ['id'], where: {}, bookUrl: '' },
    );
    try {
      const readAll = async () => {
        let first = true;
        for await (const rows of source.rows()) {
          if (first) await writeFile(file, `${rows.length}`, { flag: 'a' });
          first = false;
        }
      };
      await expect(readAll()).rejects.toThrow(/changed while it was read/);
      expect(() => source.sha256).toThrow(/not read to the end/);
    } finally {
      await source.close();
    }
  });

  test('of any texts comes back as it was written, with the lines on which its rows begin', async () => {
    const field = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replaceAll('\0', ''));
    const tricky = fc.constantFrom('"', ',', ';', '\n', '\r\n', '\r', '""', ' ', 'é', '');
    const text = fc.array(fc.oneof(field, tricky), { maxLength: 4 }).map((parts) => parts.join(''));
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        async (pairs, delimiter, end) => {
          const lines = [['id', 'coins'], ...pairs].map(
            (pair) => pair.map(quoted).join(delimiter) + end,
          );
          const { rows, bad } = await read(lines.join(''));
          let at = 2;
          const expected = pairs.map((pair, index) => {
            const row = [at, ...pair];
            at += (lines[index + 1] ?? '').split('\n').length - 1;
            return row;
          });
          expect(bad).toEqual([]);
          expect(rows).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
