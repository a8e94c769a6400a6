/**
 * The layers of src/. Each has a rule, which is also the first comment of its index, and a list of layers
 * that it may import. Every other import is refused: a new one needs a deliberate change of this table.
 */
export const layers = {
  money: {
    rule: 'Amounts, decimals and currencies. Imports nothing.',
    imports: [],
  },
  config: {
    rule: 'Environment variables become one validated configuration. Imports only zod.',
    imports: [],
  },
  domain: {
    rule: 'The vocabulary: kinds, statuses, balances, refusals, viewers. Words and types, no I/O.',
    imports: ['money'],
  },
  entities: {
    rule: 'One TypeORM class for each table, typed by the domain.',
    imports: ['domain', 'money'],
  },
  auth: {
    rule: 'Turns a token into a viewer, and answers what a viewer may do with a wallet.',
    imports: ['domain'],
  },
  integrity: {
    rule: 'The check of the whole book, in SQL. Trusts nothing above the domain.',
    imports: ['domain', 'money'],
  },
  database: {
    rule: 'Connections, transactions, snapshots, the listener, migrations. Knows no table.',
    imports: ['config', 'entities', 'integrity'],
  },
  documents: {
    rule: 'Trusted documents: their canonical form, their table, and what a gateway knows of them. Executes none.',
    imports: ['database'],
  },
  backup: {
    rule: 'A whole book to one file, and back. Knows no table: the catalog names them.',
    imports: ['database', 'integrity'],
  },
  reader: {
    rule: 'The read path: one response reads one consistent state. Only chain-heads.ts reads balances (chain-heads-at.ts those of the past).',
    imports: ['database', 'entities', 'domain', 'money'],
  },
  ledger: {
    rule: 'The write path: lock, load, let the movement decide, write, commit once. The only writer; it never decides.',
    imports: ['reader', 'database', 'entities', 'domain', 'money'],
  },
  book: {
    rule: 'One book: its write path, its read path and its check, opened together.',
    imports: ['ledger', 'reader', 'integrity', 'database', 'entities', 'domain', 'money'],
  },
  log: {
    rule: 'The log: commands become events. Reads the book, and writes nothing.',
    imports: ['book', 'reader', 'domain'],
  },
  movements: {
    rule: 'The rules: a file for each kind of transaction. Decides over the locked state; no I/O.',
    imports: ['ledger', 'auth', 'domain', 'money'],
  },
  adoption: {
    rule: 'Brings a drifted system over: import, shadow, adopt, reconcile. Moves money only through the ledger.',
    imports: [
      'book',
      'movements',
      'ledger',
      'reader',
      'integrity',
      'database',
      'entities',
      'domain',
      'money',
    ],
  },
  jobs: {
    rule: 'The work that the gateway starts by itself. Moves money only through movements.',
    imports: ['adoption', 'book', 'movements', 'ledger', 'reader', 'domain'],
  },
  webhooks: {
    rule: 'Delivers events to the endpoints of others. Writes its own tables of deliveries; moves no money.',
    imports: [
      ...['log', 'jobs', 'book', 'movements', 'ledger', 'reader'],
      ...['database', 'entities', 'domain'],
    ],
  },
  alerts: {
    rule: 'Monitors watch the book, and their alerts reach people. Raises alerts by commands, and moves no money.',
    imports: [
      'webhooks',
      'jobs',
      'book',
      'movements',
      'ledger',
      'reader',
      'database',
      'domain',
      'money',
    ],
  },
  reports: {
    rule: 'What the log and the gateways’ figures say of a day, week or month. Writes its own tables; moves no money.',
    imports: ['jobs', 'book', 'reader', 'database', 'entities', 'domain', 'money'],
  },
  live: {
    rule: 'Commits become pushes. Holds no figures.',
    imports: ['book', 'ledger', 'reader', 'database', 'auth', 'domain'],
  },
  monitoring: {
    rule: 'The figures of the last minute. Holds counts and durations, never money.',
    imports: ['live', 'ledger', 'integrity'],
  },
  metrics: {
    rule: 'Prometheus metrics. Observes the other layers; none of them asks it for a decision.',
    imports: ['monitoring', 'live', 'ledger'],
  },
  graphql: {
    rule: 'Resolvers, loaders, payloads. Translates between the API and the book; decides nothing.',
    imports: [
      'book',
      'movements',
      'ledger',
      'reader',
      'integrity',
      'live',
      'log',
      'webhooks',
      'reports',
      'monitoring',
      'auth',
      'domain',
      'money',
    ],
  },
  exports: {
    rule: 'Files of the book that are written while they are sent: statements, the general ledger. Reads alone.',
    imports: ['graphql', 'reports', 'book', 'reader', 'auth', 'domain', 'money'],
  },
  server: {
    rule: 'Transports: HTTP, WebSocket, event streams. Knows no money.',
    imports: ['exports', 'graphql', 'metrics', 'live', 'reader', 'documents', 'auth', 'domain'],
  },
  tracing: {
    rule: 'OpenTelemetry traces. Observes the other layers; loaded only if it is switched on.',
    imports: ['server', 'ledger', 'database'],
  },
};

/**
 * The packages that the program may import. package.json cannot say it: nearly all of them are bundled, so they are development
 * dependencies there, beside the tools. A package that an installation needs beside the bundle is a dependency.
 */
export const programPackages = [
  '@apollo/server',
  '@fastify/helmet',
  '@fastify/static',
  '@graphql-tools/schema',
  '@graphql-tools/utils',
  '@onebook/compiled-execution',
  '@onebook/embedded-postgres',
  '@opentelemetry/api',
  '@opentelemetry/core',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/exporter-trace-otlp-proto',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
  'bidi-js',
  'cli-progress',
  'commander',
  'croner',
  'csv-parse',
  'csv-stringify',
  'dataloader',
  'fastify',
  'fontkit',
  'graphql',
  'graphql-query-complexity',
  'graphql-ws',
  'harfbuzzjs',
  'ipaddr.js',
  'jose',
  'leven',
  'libpg-query',
  'linebreak',
  'lru-cache',
  'negotiator',
  'node-sqlite3-wasm',
  'nodemailer',
  'pdfkit',
  'pg',
  'pg-copy-streams',
  'pino',
  'prom-client',
  'reflect-metadata',
  'tar-stream',
  'typeid-js',
  'typeorm',
  'uuidv7',
  'ws',
  'yaml',
  'zod',
];

/** These wire the layers together: they may import every layer, and no layer imports them. */
const wiring = ['cli', 'demo', 'main.ts', 'processes', 'stop-signals.ts'];

const layer = (name) => `^src/${name}(/|$)`;
const oneOf = (names) => `^src/(${names.join('|').replaceAll('.', '\\.')})(/|$)`;
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;

const layerRules = Object.entries(layers).map(([name, { rule, imports }]) => ({
  name: `layer-${name}`,
  comment: `${rule} Of src/ it imports ${imports.length === 0 ? 'nothing' : `only ${imports.join(', ')}`}.`,
  severity: 'error',
  from: { path: layer(name) },
  to: { path: '^src/', pathNot: oneOf([name, ...imports]) },
}));

/** A layer exports through its index. Tests may import its files directly. */
const indexRules = Object.keys(layers).map((name) => ({
  name: `index-${name}`,
  comment: `another layer imports src/${name} through its index`,
  severity: 'error',
  from: { path: '^(src|migrations)/', pathNot: layer(name) },
  to: { path: layer(name), pathNot: `^src/${name}/index\\.ts$` },
}));

/** The rooms of src/adoption/import, each with the rooms that it may import. What it hands out to others is beside them. */
const importRooms = {
  session: [],
  staging: ['session'],
  comparing: ['session', 'staging'],
  writing: ['session', 'staging', 'comparing'],
};
const inImport = (names) => `^src/adoption/import/(${names.join('|')})/`;
const importRules = Object.entries(importRooms).map(([name, imports]) => ({
  name: `import-${name}`,
  comment: `of the rooms of src/adoption/import, ${name} imports ${imports.length === 0 ? 'none' : `only ${imports.join(', ')}`}`,
  severity: 'error',
  from: { path: inImport([name]) },
  to: {
    path: '^src/adoption/import/',
    pathNot: [inImport([name, ...imports]), '^src/adoption/import/report\\.ts$'],
  },
}));

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...indexRules,
    ...importRules,
    error(
      'no-cycle',
      'no module imports itself, directly or through others',
      {},
      { circular: true },
    ),
    error(
      'unknown-layer',
      'a new folder of src/ gets a line in the table of .dependency-cruiser.mjs first',
      { path: '^src/', pathNot: oneOf([...Object.keys(layers), ...wiring]) },
      {},
    ),
    error(
      'wiring-is-not-imported',
      'main.ts, the cli and the demo are the top: no layer imports them',
      { path: '^(src|migrations)/', pathNot: oneOf(wiring) },
      { path: oneOf(wiring) },
    ),
    error(
      'sql-only-below-the-book',
      'only database, entities, backup, documents, reader, integrity, ledger, book, adoption, alerts, webhooks, reports and migrations/ use TypeORM or pg',
      {
        path: '^src/',
        pathNot: oneOf([
          ...[
            'database',
            'entities',
            'backup',
            'documents',
            'reader',
            'integrity',
            'ledger',
            'book',
            'adoption',
            'alerts',
            'webhooks',
            'reports',
          ],
        ]),
      },
      { path: packages('typeorm', 'pg', 'pg-[^/]+', 'postgres') },
    ),
    error(
      'config-only-zod',
      'src/config imports zod and modules of Node, nothing else',
      { path: layer('config') },
      { pathNot: ['^src/config/', packages('zod')], dependencyTypesNot: ['core'] },
    ),
    error(
      'money-imports-nothing',
      'src/money imports nothing, no package and no module of Node either',
      { path: layer('money') },
      { pathNot: '^src/money/' },
    ),
    error(
      'migrations-below-movements',
      'a migration imports only database, ledger, domain and money',
      { path: '^migrations/' },
      { path: '^src/', pathNot: oneOf(['database', 'ledger', 'domain', 'money']) },
    ),
    error(
      'migrations-are-handed-over',
      'the program hands the migrations to migrate(): no layer imports them',
      { path: '^src/', pathNot: oneOf(wiring) },
      { path: '^migrations/' },
    ),
    error(
      'migrations-are-handed-over',
      'main.ts, the cli and the demo hand the migrations over: nothing else in src/ imports them',
      { path: '^src/', pathNot: oneOf(wiring) },
      { path: '^migrations/' },
    ),
    error(
      'packages-stand-alone',
      'a package of packages/ imports nothing of the project that uses it',
      { path: '^packages/' },
      { path: '^(src|migrations|test|bench|scripts|dist|playground|console|examples|acceptance)/' },
    ),
    error(
      'packages-by-their-index',
      'the project imports what a package exports, and no file inside it',
      { path: '^(src|migrations)/' },
      { path: '^packages/', pathNot: '^packages/[^/]+/src/index\\.ts$' },
    ),
    error(
      'embedded-postgres-started-in-one-place',
      'only src/database/connect.ts starts the embedded PostgreSQL',
      { path: '^(src|migrations)/', pathNot: '^src/database/connect\\.ts$' },
      { path: '^packages/embedded-postgres/' },
    ),
    error(
      'compiled-execution-used-in-one-place',
      'only src/server/graphql/executor.ts uses compiled execution: everything else executes as if by graphql-js',
      { path: '^(src|migrations)/', pathNot: '^src/server/graphql/executor\\.ts$' },
      { path: '^packages/compiled-execution/' },
    ),
    error(
      'lock-imports-nothing',
      'the lock imports modules of Node only: scripts take it before any package is installed',
      { path: '^packages/embedded-postgres/src/lock/' },
      { pathNot: '^packages/embedded-postgres/src/lock/', dependencyTypesNot: ['core'] },
    ),
    error(
      'no-test-in-the-program',
      'the program imports no tests, benchmarks, scripts or build output',
      { path: '^(src|migrations|packages/[^/]+/src)/' },
      {
        path: '^(test|bench|scripts|dist|playground|console|examples|acceptance)/|^packages/[^/]+/test/',
      },
    ),
    error(
      'no-unresolved',
      'every import resolves; only build output may be missing before a build',
      {},
      { couldNotResolve: true, pathNot: '(^|/)dist/' },
    ),
    error(
      'no-tool-in-the-program',
      'the program imports the packages of programPackages, not tools',
      // React comes from the program that uses the client.
      { path: '^(src|migrations|packages/[^/]+/src)/', pathNot: '^packages/client/src/react/' },
      {
        path: '(^|/)node_modules/',
        pathNot: packages(...programPackages),
        dependencyTypesNot: ['type-only'],
      },
    ),
    error(
      'no-unlisted-package',
      'a package that is imported is in package.json',
      { path: '^(src|migrations|packages/[^/]+/src)/', pathNot: '^packages/client/src/react/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    // Without the tsconfig, imports that end in .js would not resolve to the .ts files. Without the
    // pre-compilation dependencies, type imports would be invisible.
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^packages/[^/]+/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Some packages contain only types.
      mainFields: ['main', 'types', 'typings'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
