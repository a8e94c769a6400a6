// The arrows of docs and design, enforced. Whoever needs a new one changes this table on purpose.

/** Which rooms of src/ a room may import from, besides itself. Whatever is not listed is refused. */
const rooms = {
  money: [],
  config: [],
  auth: ['config', 'money'],
  entities: ['money'],
  database: ['config', 'entities', 'money'],
  // Who asks is part of a command; how a token is read is not the ledger's business.
  ledger: ['database', 'entities', 'money', 'auth/viewer.ts'],
  movements: ['ledger', 'auth', 'money'],
  jobs: ['movements', 'ledger', 'auth/viewer.ts'],
  live: ['ledger', 'database', 'auth', 'money'],
  // Types, and how many findings a check stops at.
  monitoring: ['ledger', 'live'],
  graphql: ['movements', 'ledger', 'live', 'monitoring', 'auth', 'money'],
  server: ['graphql', 'live', 'monitoring', 'movements', 'ledger', 'auth', 'config', 'money'],
};

/** These wire everything together: they import whatever they need and nobody imports them. */
const wiring = ['cli', 'demo', 'main.ts'];

const room = (name) => `^src/${name}(/|$)`;
const oneOf = (names) => `^src/(${names.join('|').replaceAll('.', '\\.')})(/|$)`;
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;

const roomRules = Object.entries(rooms).map(([name, mayImport]) => ({
  name: `arrow-${name}`,
  comment:
    mayImport.length === 0
      ? `src/${name} imports nothing of ours`
      : `src/${name} imports only from ${mayImport.map((other) => `src/${other}`).join(', ')}`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^src/', pathNot: oneOf([name, ...mayImport]) },
}));

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    error('no-cycle', 'no module imports itself, however far round', {}, { circular: true }),
    error(
      'unknown-room',
      'a new room of src/ gets a line in the table of .dependency-cruiser.mjs first',
      { path: '^src/', pathNot: oneOf([...Object.keys(rooms), ...wiring]) },
      {},
    ),
    error(
      'wiring-is-not-imported',
      'main.ts, the cli and the demo are the top: nobody imports them',
      { path: '^(src|migrations)/', pathNot: oneOf(wiring) },
      { path: oneOf(wiring) },
    ),
    error(
      'sql-only-below-the-ledger',
      'only src/database, src/ledger, src/entities and migrations/ run SQL',
      { path: '^src/', pathNot: oneOf(['database', 'ledger', 'entities']) },
      { path: packages('typeorm', 'pg', 'pg-[^/]+', 'postgres') },
    ),
    error(
      'config-only-zod',
      'src/config imports zod and modules of Node, nothing else',
      { path: room('config') },
      { pathNot: ['^src/config/', packages('zod')], dependencyTypesNot: ['core'] },
    ),
    error(
      'money-imports-nothing',
      'src/money imports nothing, no package and no module of Node either',
      { path: room('money') },
      { pathNot: '^src/money/' },
    ),
    error(
      'migrations-below-the-ledger',
      'a migration imports nothing from above the ledger',
      { path: '^migrations/' },
      { path: '^src/', pathNot: oneOf(['database', 'entities', 'ledger', 'money']) },
    ),
    error(
      'packages-stand-alone',
      'a package of packages/ imports nothing of the project that uses it',
      { path: '^packages/' },
      { path: '^(src|migrations|test|bench|scripts|dist|playground|examples|acceptance)/' },
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
      'lock-imports-nothing',
      'the lock imports modules of Node only: scripts take it before any package is installed',
      { path: '^packages/embedded-postgres/src/lock/' },
      { pathNot: '^packages/embedded-postgres/src/lock/', dependencyTypesNot: ['core'] },
    ),
    error(
      'no-test-in-the-program',
      'nothing imports tests, benchmarks, scripts or what was built',
      { path: '^(src|migrations|packages/[^/]+/src)/' },
      { path: '^(test|bench|scripts|dist|playground|examples|acceptance)/|^packages/[^/]+/test/' },
    ),
    error(
      'no-unresolved',
      'every import is found; only what is built may be missing, before it is built',
      {},
      { couldNotResolve: true, pathNot: '(^|/)dist/' },
    ),
    error(
      'no-tool-in-the-program',
      'what the program imports is installed with it: a dependency, not a development one',
      { path: '^(src|migrations|packages/[^/]+/src)/' },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    ),
  ],
  options: {
    // With the tsconfig, or imports that end in .js are not seen to be our .ts files; and before
    // compilation, or the imports of types are not seen at all.
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^packages/[^/]+/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Some packages are nothing but types.
      mainFields: ['main', 'types', 'typings'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
