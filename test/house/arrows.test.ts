import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/*
 * A check that sees nothing is green. So wrong imports are planted in a copy of the tree, one of
 * every forbidden kind, and the check has to name the rule for each; and it must have seen at
 * least as many modules and imports as there are.
 */

interface Plant {
  readonly file: string;
  readonly imports: string;
  readonly rule: string;
}

const plants: Plant[] = [
  { file: 'src/money/p1.ts', imports: '../config/target.js', rule: 'arrow-money' },
  { file: 'src/money/p2.ts', imports: 'zod', rule: 'money-imports-nothing' },
  { file: 'src/money/p3.ts', imports: 'node:fs', rule: 'money-imports-nothing' },
  { file: 'src/config/p1.ts', imports: '../money/target.js', rule: 'arrow-config' },
  { file: 'src/config/p2.ts', imports: 'jose', rule: 'config-only-zod' },
  { file: 'src/auth/p1.ts', imports: '../ledger/target.js', rule: 'arrow-auth' },
  { file: 'src/entities/p1.ts', imports: '../database/target.js', rule: 'arrow-entities' },
  { file: 'src/database/p1.ts', imports: '../ledger/target.js', rule: 'arrow-database' },
  { file: 'src/ledger/p1.ts', imports: '../movements/target.js', rule: 'arrow-ledger' },
  { file: 'src/ledger/p2.ts', imports: '../auth/target.js', rule: 'arrow-ledger' },
  { file: 'src/movements/p1.ts', imports: '../graphql/target.js', rule: 'arrow-movements' },
  { file: 'src/movements/p2.ts', imports: '../database/target.js', rule: 'arrow-movements' },
  { file: 'src/movements/p3.ts', imports: 'typeorm', rule: 'sql-only-below-the-ledger' },
  { file: 'src/movements/p4.ts', imports: '../entities/target.js', rule: 'arrow-movements' },
  { file: 'src/live/p1.ts', imports: '../graphql/target.js', rule: 'arrow-live' },
  { file: 'src/live/p2.ts', imports: 'pg', rule: 'sql-only-below-the-ledger' },
  { file: 'src/monitoring/p1.ts', imports: '../graphql/target.js', rule: 'arrow-monitoring' },
  { file: 'src/monitoring/p2.ts', imports: '../database/target.js', rule: 'arrow-monitoring' },
  { file: 'src/ledger/p7.ts', imports: '../monitoring/target.js', rule: 'arrow-ledger' },
  { file: 'src/graphql/p1.ts', imports: '../database/target.js', rule: 'arrow-graphql' },
  { file: 'src/graphql/p2.ts', imports: '../server/target.js', rule: 'arrow-graphql' },
  { file: 'src/graphql/p3.ts', imports: 'pg', rule: 'sql-only-below-the-ledger' },
  { file: 'src/graphql/p4.ts', imports: '../entities/target.js', rule: 'arrow-graphql' },
  { file: 'src/server/p1.ts', imports: '../database/target.js', rule: 'arrow-server' },
  { file: 'src/server/p2.ts', imports: 'typeorm', rule: 'sql-only-below-the-ledger' },
  { file: 'src/cli/p1.ts', imports: 'pg', rule: 'sql-only-below-the-ledger' },
  { file: 'src/server/p3.ts', imports: '../cli/target.js', rule: 'wiring-is-not-imported' },
  { file: 'src/ledger/p3.ts', imports: '../cli/target.js', rule: 'wiring-is-not-imported' },
  { file: 'src/ledger/p4.ts', imports: '../../test/target.js', rule: 'no-test-in-the-program' },
  { file: 'src/ledger/p5.ts', imports: './missing.js', rule: 'no-unresolved' },
  { file: 'src/ledger/p6.ts', imports: 'fast-check', rule: 'no-tool-in-the-program' },
  { file: 'src/newroom/p1.ts', imports: '../money/target.js', rule: 'unknown-room' },
  {
    file: 'migrations/p1.ts',
    imports: '../src/movements/target.js',
    rule: 'migrations-below-the-ledger',
  },
  { file: 'src/ledger/round-a.ts', imports: './round-b.js', rule: 'no-cycle' },
  ...packagePlants(),
];

/** @returns wrong imports in packages/, and of its packages */
function packagePlants(): Plant[] {
  const inside = 'packages/embedded-postgres/src';
  const toSrc = '../../../src/money/target.js';
  const started = 'embedded-postgres-started-in-one-place';
  return [
    { file: `${inside}/p1.ts`, imports: toSrc, rule: 'packages-stand-alone' },
    {
      file: `${inside}/p2.ts`,
      imports: '../../../migrations/target.js',
      rule: 'packages-stand-alone',
    },
    {
      file: 'packages/embedded-postgres/test/p3.ts',
      imports: toSrc,
      rule: 'packages-stand-alone',
    },
    { file: `${inside}/p4.ts`, imports: '../test/target.js', rule: 'no-test-in-the-program' },
    { file: `${inside}/p5.ts`, imports: 'zod', rule: 'no-tool-in-the-program' },
    { file: `${inside}/lock/p6.mjs`, imports: 'pg', rule: 'lock-imports-nothing' },
    { file: `${inside}/lock/p7.mjs`, imports: '../target.js', rule: 'lock-imports-nothing' },
    { file: 'src/ledger/p8.ts', imports: '@onebook/embedded-postgres', rule: started },
    { file: 'src/database/p4.ts', imports: '@onebook/embedded-postgres', rule: started },
    {
      file: 'src/database/p3.ts',
      imports: `../../${inside}/target.js`,
      rule: 'packages-by-their-index',
    },
  ];
}

// The same, as an import of a type only: compiled away, and an arrow all the same.
const typePlants: Plant[] = [
  { file: 'src/money/t1.ts', imports: '../config/target.js', rule: 'arrow-money' },
  { file: 'src/graphql/t1.ts', imports: '../database/target.js', rule: 'arrow-graphql' },
  { file: 'src/movements/t1.ts', imports: 'typeorm', rule: 'sql-only-below-the-ledger' },
  { file: 'src/ledger/t2.ts', imports: './t3.js', rule: 'no-cycle' },
];

// The rest of each circle, which the check reports once, at the first of its modules.
const circles = {
  'src/ledger/round-b.ts': "import './round-c.js';\n",
  'src/ledger/round-c.ts': "import './round-a.js';\n",
  'src/ledger/t3.ts': "import type { Y } from './t2.js';\nexport type X = Y;\n",
};

const root = path.resolve(import.meta.dirname, '../..');
const copied = [
  'src',
  'migrations',
  'packages',
  '.dependency-cruiser.mjs',
  'tsconfig.json',
  'package.json',
];

interface Report {
  summary: {
    violations: { from: string; to: string; rule: { name: string } }[];
    totalCruised: number;
    totalDependenciesCruised: number;
  };
}

async function cruise(folder: string): Promise<Report> {
  const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', '--no-progress'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tool, ...options, 'src', 'migrations', 'packages'],
    { cwd: folder, maxBuffer: 2 ** 28 },
  );
  return JSON.parse(stdout) as Report;
}

async function put(folder: string, file: string, text: string) {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
}

async function sourcesOf(folder: string) {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(ts|mjs)$/.test(name)).map((name) => path.join(folder, name));
}

const importsIn = (text: string) => text.match(/^(import|export)\b[^;]*?\bfrom '\.[^']+';/gm) ?? [];

describe('the arrows between the rooms', () => {
  let copy: string;
  let report: Report;

  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'onebook arrows '));
    for (const name of copied) {
      await cp(path.join(root, name), path.join(copy, name), {
        recursive: true,
        filter: (file) => path.basename(file) !== 'dist',
      });
    }
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    const rooms = ['money', 'config', 'auth', 'entities', 'database', 'ledger', 'movements'];
    const others = ['../migrations', '../test'].concat(
      ['src', 'test'].map((folder) => `../packages/embedded-postgres/${folder}`),
    );
    for (const room of [...rooms, 'graphql', 'server', 'live', 'monitoring', 'cli', ...others]) {
      await put(
        copy,
        `src/${room}/target.ts`,
        'export type Target = 1;\nexport const target = 1;\n',
      );
    }
    for (const { file, imports } of plants) await put(copy, file, `import '${imports}';\n`);
    for (const { file, imports } of typePlants) {
      await put(copy, file, `import type { X } from '${imports}';\nexport type Y = X;\n`);
    }
    for (const [file, text] of Object.entries(circles)) await put(copy, file, text);
    report = await cruise(copy);
  });

  afterAll(async () => {
    await rm(copy, { recursive: true, force: true });
  });

  test.each([...plants, ...typePlants])('$rule: $file may not import $imports', (plant) => {
    const rules = report.summary.violations
      .filter((violation) => violation.from === plant.file)
      .map((violation) => violation.rule.name);
    expect(rules).toContain(plant.rule);
  });

  test('a right import is not refused', async () => {
    const right = ['src/movements/r1.ts', 'src/ledger/r1.ts', 'src/graphql/r1.ts'];
    await put(
      copy,
      'src/movements/r1.ts',
      "import '../ledger/target.js';\nimport '../money/target.js';\n",
    );
    await put(copy, 'src/ledger/r1.ts', "import 'typeorm';\nimport '../database/target.js';\n");
    await put(copy, 'src/graphql/r1.ts', "import 'graphql';\nimport '../movements/target.js';\n");
    const { summary } = await cruise(copy);
    expect(summary.violations.filter(({ from }) => right.includes(from))).toEqual([]);
    expect(summary.violations.length).toBeGreaterThanOrEqual(plants.length);
  });

  test('every module and every import of ours is seen', async () => {
    const files = [
      ...(await sourcesOf(path.join(copy, 'src'))),
      ...(await sourcesOf(path.join(copy, 'migrations'))),
      ...(await sourcesOf(path.join(copy, 'packages'))),
    ].filter((file) => !/[/\\]r1\.ts$/.test(file));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const imports = texts.flatMap((text) => importsIn(text));
    expect(imports.length).toBeGreaterThan(files.length / 2);
    expect(report.summary.totalCruised).toBeGreaterThanOrEqual(files.length);
    expect(report.summary.totalDependenciesCruised).toBeGreaterThanOrEqual(imports.length);
  });
});
