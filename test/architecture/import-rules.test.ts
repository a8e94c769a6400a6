import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/*
 * A check that sees nothing stays green. So the test plants wrong imports in a copy of the tree,
 * one for each rule, and the check must name the rule for each. It must also have seen every module
 * and import.
 */

interface Plant {
  readonly file: string;
  readonly imports: string;
  readonly rule: string;
}

/** Wrong imports from each layer: one upwards, and others that its rule forbids. */
const plants: Plant[] = [
  { file: 'src/money/p1.ts', imports: '../config/index.js', rule: 'layer-money' },
  { file: 'src/money/p2.ts', imports: 'zod', rule: 'money-imports-nothing' },
  { file: 'src/money/p3.ts', imports: 'node:fs', rule: 'money-imports-nothing' },
  { file: 'src/config/p1.ts', imports: '../money/index.js', rule: 'layer-config' },
  { file: 'src/config/p2.ts', imports: 'jose', rule: 'config-only-zod' },
  { file: 'src/domain/p1.ts', imports: '../entities/index.js', rule: 'layer-domain' },
  { file: 'src/domain/p2.ts', imports: 'typeorm', rule: 'sql-only-below-the-book' },
  { file: 'src/auth/p1.ts', imports: '../ledger/index.js', rule: 'layer-auth' },
  { file: 'src/entities/p1.ts', imports: '../database/index.js', rule: 'layer-entities' },
  { file: 'src/database/p1.ts', imports: '../ledger/index.js', rule: 'layer-database' },
  {
    file: 'src/database/p2.ts',
    imports: '../../migrations/index.js',
    rule: 'migrations-are-handed-over',
  },
  { file: 'src/backup/p1.ts', imports: '../ledger/index.js', rule: 'layer-backup' },
  { file: 'src/reader/p1.ts', imports: '../ledger/index.js', rule: 'layer-reader' },
  { file: 'src/reader/p2.ts', imports: '../movements/index.js', rule: 'layer-reader' },
  { file: 'src/integrity/p1.ts', imports: '../reader/index.js', rule: 'layer-integrity' },
  { file: 'src/integrity/p2.ts', imports: '../entities/index.js', rule: 'layer-integrity' },
  { file: 'src/ledger/p1.ts', imports: '../movements/index.js', rule: 'layer-ledger' },
  { file: 'src/ledger/p2.ts', imports: '../auth/index.js', rule: 'layer-ledger' },
  { file: 'src/book/p1.ts', imports: '../movements/index.js', rule: 'layer-book' },
  { file: 'src/movements/p1.ts', imports: '../graphql/index.js', rule: 'layer-movements' },
  { file: 'src/movements/p2.ts', imports: '../database/index.js', rule: 'layer-movements' },
  { file: 'src/movements/p3.ts', imports: 'typeorm', rule: 'sql-only-below-the-book' },
  { file: 'src/movements/p4.ts', imports: '../entities/index.js', rule: 'layer-movements' },
  {
    file: 'src/adoption/import/session/p1.ts',
    imports: '../staging/stage.js',
    rule: 'import-session',
  },
  {
    file: 'src/adoption/import/staging/p1.ts',
    imports: '../comparing/compare.js',
    rule: 'import-staging',
  },
  {
    file: 'src/adoption/import/comparing/p1.ts',
    imports: '../writing/plan.js',
    rule: 'import-comparing',
  },
  {
    file: 'src/adoption/import/writing/p1.ts',
    imports: '../run-import.js',
    rule: 'import-writing',
  },
  { file: 'src/jobs/p1.ts', imports: '../graphql/index.js', rule: 'layer-jobs' },
  { file: 'src/live/p1.ts', imports: '../graphql/index.js', rule: 'layer-live' },
  { file: 'src/live/p2.ts', imports: 'pg', rule: 'sql-only-below-the-book' },
  { file: 'src/monitoring/p1.ts', imports: '../graphql/index.js', rule: 'layer-monitoring' },
  { file: 'src/monitoring/p2.ts', imports: '../database/index.js', rule: 'layer-monitoring' },
  { file: 'src/metrics/p1.ts', imports: '../server/index.js', rule: 'layer-metrics' },
  { file: 'src/ledger/p7.ts', imports: '../monitoring/index.js', rule: 'layer-ledger' },
  { file: 'src/graphql/p1.ts', imports: '../database/index.js', rule: 'layer-graphql' },
  { file: 'src/graphql/p2.ts', imports: '../server/index.js', rule: 'layer-graphql' },
  { file: 'src/graphql/p3.ts', imports: 'pg', rule: 'sql-only-below-the-book' },
  { file: 'src/graphql/p4.ts', imports: '../entities/index.js', rule: 'layer-graphql' },
  { file: 'src/server/p1.ts', imports: '../database/index.js', rule: 'layer-server' },
  { file: 'src/server/p2.ts', imports: 'typeorm', rule: 'sql-only-below-the-book' },
  { file: 'src/server/p4.ts', imports: '../money/index.js', rule: 'layer-server' },
  { file: 'src/cli/p1.ts', imports: 'pg', rule: 'sql-only-below-the-book' },
  { file: 'src/server/p3.ts', imports: '../cli/target.js', rule: 'wiring-is-not-imported' },
  { file: 'src/ledger/p3.ts', imports: '../cli/target.js', rule: 'wiring-is-not-imported' },
  { file: 'src/ledger/p4.ts', imports: '../../test/target.js', rule: 'no-test-in-the-program' },
  { file: 'src/ledger/p5.ts', imports: './missing.js', rule: 'no-unresolved' },
  { file: 'src/ledger/p6.ts', imports: 'fast-check', rule: 'no-tool-in-the-program' },
  { file: 'src/movements/p5.ts', imports: '../ledger/target.js', rule: 'index-ledger' },
  { file: 'src/newlayer/p1.ts', imports: '../money/index.js', rule: 'unknown-layer' },
  {
    file: 'migrations/p1.ts',
    imports: '../src/movements/index.js',
    rule: 'migrations-below-movements',
  },
  { file: 'migrations/p2.ts', imports: '../src/ledger/target.js', rule: 'index-ledger' },
  { file: 'migrations/p3.ts', imports: '../test/target.js', rule: 'no-test-in-the-program' },
  { file: 'src/ledger/round-a.ts', imports: './round-b.js', rule: 'no-cycle' },
  ...packagePlants(),
];

/** Wrong imports in packages/ and of its files. */
function packagePlants(): Plant[] {
  const inside = 'packages/embedded-postgres/src';
  const money = '../../../src/money/index.js';
  const started = 'embedded-postgres-started-in-one-place';
  const executed = 'compiled-execution-used-in-one-place';
  return [
    { file: `${inside}/p1.ts`, imports: money, rule: 'packages-stand-alone' },
    {
      file: `${inside}/p2.ts`,
      imports: '../../../migrations/index.js',
      rule: 'packages-stand-alone',
    },
    { file: 'packages/embedded-postgres/test/p3.ts', imports: money, rule: 'packages-stand-alone' },
    { file: `${inside}/p4.ts`, imports: '../test/target.js', rule: 'no-test-in-the-program' },
    { file: `${inside}/p5.ts`, imports: 'zod', rule: 'no-unlisted-package' },
    { file: `${inside}/lock/p6.mjs`, imports: 'pg', rule: 'lock-imports-nothing' },
    { file: `${inside}/lock/p7.mjs`, imports: '../target.js', rule: 'lock-imports-nothing' },
    { file: 'src/ledger/p8.ts', imports: '@onebook/embedded-postgres', rule: started },
    { file: 'src/database/p4.ts', imports: '@onebook/embedded-postgres', rule: started },
    { file: 'src/server/graphql/p9.ts', imports: '@onebook/compiled-execution', rule: executed },
    {
      file: 'packages/compiled-execution/src/p10.ts',
      imports: money,
      rule: 'packages-stand-alone',
    },
    {
      file: 'src/database/p3.ts',
      imports: `../../${inside}/target.js`,
      rule: 'packages-by-their-index',
    },
  ];
}

/** Imports of a type only: the compiler removes them, and the rule still holds. */
const typePlants: Plant[] = [
  { file: 'src/money/t1.ts', imports: '../config/index.js', rule: 'layer-money' },
  { file: 'src/graphql/t1.ts', imports: '../database/index.js', rule: 'layer-graphql' },
  { file: 'src/movements/t1.ts', imports: 'typeorm', rule: 'sql-only-below-the-book' },
  {
    file: 'migrations/t1.ts',
    imports: '../src/graphql/index.js',
    rule: 'migrations-below-movements',
  },
  { file: 'src/ledger/t2.ts', imports: './t3.js', rule: 'no-cycle' },
];

/** Imports that the rules allow. */
const allowed: readonly { readonly file: string; readonly imports: readonly string[] }[] = [
  { file: 'src/movements/r1.ts', imports: ['../ledger/index.js', '../money/index.js'] },
  { file: 'src/ledger/r1.ts', imports: ['typeorm', '../database/index.js'] },
  { file: 'src/graphql/r1.ts', imports: ['graphql', '../movements/index.js'] },
];

// The other modules of each cycle. The check reports a cycle once, at the first of its modules.
const cycles = {
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
  modules: { source: string; dependencies: unknown[] }[];
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

describe('the check of imports enforces the rules of the layers', () => {
  let copy: string;
  let report: Report;

  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'onebook imports '));
    for (const name of copied) {
      await cp(path.join(root, name), path.join(copy, name), {
        recursive: true,
        filter: (file) => path.basename(file) !== 'dist',
      });
    }
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    // Modules that the plants import and that have no index of their own.
    const inPackage = ['src', 'test'].map((name) => `packages/embedded-postgres/${name}`);
    for (const folder of ['src/cli', 'src/ledger', 'test', ...inPackage]) {
      await put(copy, `${folder}/target.ts`, 'export type Target = 1;\nexport const target = 1;\n');
    }
    for (const { file, imports } of plants) await put(copy, file, `import '${imports}';\n`);
    for (const { file, imports } of typePlants) {
      await put(copy, file, `import type { X } from '${imports}';\nexport type Y = X;\n`);
    }
    for (const { file, imports } of allowed)
      await put(copy, file, imports.map((name) => `import '${name}';\n`).join(''));
    for (const [file, text] of Object.entries(cycles)) await put(copy, file, text);
    report = await cruise(copy);
  });

  afterAll(async () => {
    await rm(copy, { recursive: true, force: true });
  });

  test.each([...plants, ...typePlants])('$rule refuses that $file imports $imports', (plant) => {
    const rules = report.summary.violations
      .filter((violation) => violation.from === plant.file)
      .map((violation) => violation.rule.name);
    expect(rules).toContain(plant.rule);
  });

  test.each(allowed)('the check accepts that $file imports $imports', ({ file, imports }) => {
    const seen = report.modules.find(({ source }) => source === file);
    expect(seen?.dependencies).toHaveLength(imports.length);
    expect(report.summary.violations.filter(({ from }) => from === file)).toEqual([]);
  });

  test('the check sees every module and every relative import', async () => {
    const files = [
      ...(await sourcesOf(path.join(copy, 'src'))),
      ...(await sourcesOf(path.join(copy, 'migrations'))),
      ...(await sourcesOf(path.join(copy, 'packages'))),
    ];
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const imports = texts.flatMap((text) => importsIn(text));
    expect(imports.length).toBeGreaterThan(files.length / 2);
    expect(report.summary.totalCruised).toBeGreaterThanOrEqual(files.length);
    expect(report.summary.totalDependenciesCruised).toBeGreaterThanOrEqual(imports.length);
  });
});

describe('the table of import rules matches the layers', () => {
  let layers: Record<string, { rule: string; imports: string[] }>;

  beforeAll(async () => {
    ({ layers } = (await import(
      pathToFileURL(path.join(root, '.dependency-cruiser.mjs')).href
    )) as { layers: typeof layers });
  });

  test('every layer starts its index with its rule from the table', async () => {
    const first = await Promise.all(
      Object.keys(layers).map(async (name) => {
        const text = await readFile(path.join(root, 'src', name, 'index.ts'), 'utf8');
        return [name, text.split('\n', 1)[0]];
      }),
    );
    const rules = Object.entries(layers).map(([name, { rule }]) => [name, `/* ${rule} */`]);
    expect(first).toEqual(rules);
  });

  test('a layer imports only layers that stand above it in the table', () => {
    const names = Object.keys(layers);
    for (const [index, name] of names.entries())
      expect(names.slice(0, index)).toEqual(expect.arrayContaining(layers[name]?.imports ?? []));
  });
});
