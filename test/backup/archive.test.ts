import { createHash } from 'node:crypto';
import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pack } from 'tar-stream';
import { checkBackup, readBackup } from '../../src/backup/archive-reader.js';
import { ArchiveWriter } from '../../src/backup/archive-writer.js';
import { BackupFileError, type BackupHead, formatOf } from '../../src/backup/format.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebook archive '));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const HEAD: BackupHead = {
  ...formatOf,
  createdAt: '2026-11-26T00:00:00.000Z',
  book: 'book',
  postgres: '18.4',
  migrations: ['Book1'],
  tables: ['coin', 'empty', 'entry'].map((name) => ({ name, columns: ['a'], rows: 2 })),
  sequences: [],
};
type Members = readonly (readonly [name: string, content: string])[];
const MEMBERS: Members = [
  ['onebook-backup.json', JSON.stringify(HEAD)],
  ['coin/000001.copy', 'one\n'],
  ['coin/000002.copy', 'two\n'],
  ['entry/000001.copy', 'three\nfour\n'],
];

/** A file made by hand, so that it can be wrong. */
async function madeByHand(name: string, members: Members): Promise<string> {
  const archive = pack();
  for (const [member, content] of members) archive.entry({ name: member }, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  await writeFile(at(name), gzipSync(Buffer.concat(chunks)));
  return at(name);
}

const sumsOf = (members: Members): string =>
  members
    .map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`)
    .join('');

const withSums = (members: Members): Members => [...members, ['SHA256SUMS', sumsOf(members)]];

async function written(name: string): Promise<string> {
  const writer = await ArchiveWriter.open(at(name), { overwrite: true });
  for (const [member, content] of MEMBERS) await writer.add(member, Buffer.from(content));
  await writer.finish();
  await writer.discard();
  return at(name);
}

describe('a whole file', () => {
  test('gives back its head and its pieces in order, and passes the check', async () => {
    const file = await written('whole');
    const parts = [];
    for await (const part of readBackup(file))
      parts.push('data' in part ? [part.table, part.data.toString()] : part);
    expect(parts).toEqual([HEAD, ['coin', 'one\n'], ['coin', 'two\n'], ['entry', 'three\nfour\n']]);
    expect(await checkBackup(file)).toEqual(HEAD);
  });

  test('can be read by its own user alone, and leaves no part behind', async () => {
    const file = await written('private');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.startsWith('private'))).toEqual([
      'private',
    ]);
  });
});

describe('a file that is not whole, or not as it was written, is refused in one line', () => {
  async function refusalOf(file: string): Promise<string> {
    const failure = await checkBackup(file).then(
      () => new Error('it was accepted'),
      (error: unknown) => error as Error,
    );
    expect(failure).toBeInstanceOf(BackupFileError);
    expect(failure.message).not.toContain('\n');
    return failure.message.replace(file, 'FILE');
  }

  test('if it is cut off, at any byte', async () => {
    const file = await written('cut');
    const { size } = await stat(file);
    for (let bytes = size - 1; bytes > 0; bytes -= 1 + Math.floor(size / 40)) {
      await truncate(file, bytes);
      expect(await refusalOf(file)).toMatch(/^FILE is (damaged|not a backup)/);
    }
    await truncate(file, 0);
    expect(await refusalOf(file)).toMatch(/^FILE is (damaged|not a backup)/);
  });

  test('if a bit is turned, at any byte that says anything', async () => {
    const file = await written('turned');
    const right = await readFile(file);
    let refused = 0;
    for (let index = 0; index < right.length; index += 1) {
      const wrong = Buffer.from(right);
      wrong[index] = (wrong[index] ?? 0) ^ 4;
      await writeFile(file, wrong);
      const accepted = await checkBackup(file).then(
        () => true,
        (error: unknown) => (expect(error).toBeInstanceOf(BackupFileError), false),
      );
      // gzip has bits that mean nothing: the time of its header, and what fills its last byte.
      if (accepted) expect(gunzipSync(wrong)).toEqual(gunzipSync(right));
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(right.length * 0.9);
  });

  test('if bytes follow its end', async () => {
    const file = await written('longer');
    await appendFile(file, 'more');
    expect(await refusalOf(file)).toMatch(/^FILE is damaged: /);
    const twice = await written('twice');
    await appendFile(twice, await readFile(twice));
    expect(await refusalOf(twice)).toMatch(/^FILE is damaged: /);
  });

  test.each<[string, Members, RegExp]>([
    [
      'if a row was altered',
      [
        ...MEMBERS.slice(0, 3),
        ['entry/000001.copy', 'three\nfive\n'],
        ['SHA256SUMS', sumsOf(MEMBERS)],
      ],
      /^FILE is damaged: the SHA-256 of entry\/000001.copy is not that in SHA256SUMS\. Use another backup$/,
    ],
    [
      'if its head was altered',
      [
        ['onebook-backup.json', JSON.stringify({ ...HEAD, book: 'b' })],
        ...MEMBERS.slice(1),
        ['SHA256SUMS', sumsOf(MEMBERS)],
      ],
      /SHA-256 of onebook-backup.json/,
    ],
    [
      'if a part is missing',
      [...MEMBERS.slice(0, 3), ['SHA256SUMS', sumsOf(MEMBERS)]],
      /parts are missing/,
    ],
    [
      'if a part in the middle is missing',
      withSums([...MEMBERS.slice(0, 1), ...MEMBERS.slice(2)]),
      /coin\/000002.copy has no place/,
    ],
    [
      'if a part comes twice',
      withSums([...MEMBERS, ...MEMBERS.slice(3)]),
      /entry\/000001.copy has no place/,
    ],
    [
      'if tables are out of order',
      withSums([MEMBERS[0]!, MEMBERS[3]!, MEMBERS[1]!]),
      /coin\/000001.copy has no place/,
    ],
    [
      'if it has a part of another table',
      withSums([...MEMBERS, ['other/000001.copy', '']]),
      /other\/000001.copy has no place/,
    ],
    ['if its sums are missing', MEMBERS, /its end is missing/],
    [
      'if a part follows its sums',
      [...withSums(MEMBERS), ['entry/000002.copy', '']],
      /entry\/000002.copy follows its end/,
    ],
    [
      'if it is another tar archive',
      [['readme', 'hello']],
      /^FILE is not a backup of Onebook: it does not begin with onebook-backup.json$/,
    ],
    [
      'if its head is no JSON',
      [['onebook-backup.json', 'hello']],
      /^FILE is not a backup of Onebook: .*no JSON$/,
    ],
    [
      'if its head lacks something',
      [['onebook-backup.json', JSON.stringify({ ...HEAD, tables: 3 })]],
      /^FILE is not a backup of Onebook: tables in its onebook-backup.json is wrong$/,
    ],
    [
      'if a newer Onebook made it',
      [['onebook-backup.json', JSON.stringify({ ...HEAD, version: 2 })]],
      /^FILE is a backup of format 2, and this Onebook reads format 1: use the newer/,
    ],
    ['if it is an empty archive', [], /^FILE is not a backup of Onebook: it is empty$/],
  ])('%s', async (name, members, message) => {
    expect(await refusalOf(await madeByHand(name, members))).toMatch(message);
  });

  test('if it is no archive at all', async () => {
    await writeFile(at('text'), 'This is a letter.');
    expect(await refusalOf(at('text'))).toBe(
      'FILE is not a backup of Onebook: it is not a gzip file',
    );
    await writeFile(at('gzip'), gzipSync(Buffer.alloc(5_000, 'letter')));
    expect(await refusalOf(at('gzip'))).toBe(
      'FILE is not a backup of Onebook: it is not a tar archive',
    );
    expect(await refusalOf(at('missing'))).toMatch(/^FILE cannot be read: ENOENT/);
  });
});

describe('writing', () => {
  test('replaces no file unless asked', async () => {
    const file = await written('kept');
    await expect(ArchiveWriter.open(file, { overwrite: false })).rejects.toThrow(
      `${file} exists: choose another file, or pass --force to replace it`,
    );
    await written('kept');
  });

  test('to a folder that is missing says so', async () => {
    await expect(ArchiveWriter.open(at('no/file'), { overwrite: false })).rejects.toThrow(
      /no\/file cannot be written: there is no folder .*\/no$/,
    );
  });

  async function twoTo(name: string, overwrite: boolean) {
    const file = at(name);
    const both = [];
    for (let i = 0; i < 2; i++) both.push(await ArchiveWriter.open(file, { overwrite }));
    for (const writer of both)
      for (const [member, content] of MEMBERS) await writer.add(member, Buffer.from(content));
    const ended = await Promise.allSettled(both.map((writer) => writer.finish()));
    for (const writer of both) await writer.discard();
    return { file, ended };
  }

  test('twice at once to the same file, and one discarded, leaves the other whole', async () => {
    const file = at('same');
    const first = await ArchiveWriter.open(file, { overwrite: false });
    const second = await ArchiveWriter.open(file, { overwrite: false });
    await second.discard();
    for (const [member, content] of MEMBERS) await first.add(member, Buffer.from(content));
    await first.finish();
    await first.discard();
    expect(await checkBackup(file)).toEqual(HEAD);
  });

  test('twice at once to the same file: one is named, and the other replaces it only with --force', async () => {
    const kept = await twoTo('one of two', false);
    const refusals = kept.ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toEqual([
      new BackupFileError(
        `${kept.file} exists: choose another file, or pass --force to replace it`,
      ),
    ]);
    expect(await checkBackup(kept.file)).toEqual(HEAD);
    const replaced = await twoTo('two of two', true);
    expect(replaced.ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await checkBackup(replaced.file)).toEqual(HEAD);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('gives an archive whose sums `sha256sum -c` would accept', async () => {
    const text = gunzipSync(await readFile(await written('sums'))).toString();
    expect(text).toContain(sumsOf(MEMBERS));
  });
});
