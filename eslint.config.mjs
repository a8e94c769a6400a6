import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

const typed = [
  ...['src', 'migrations', 'packages', 'test', 'bench'].map((folder) => `${folder}/**/*.ts`),
  'console/**/*.{ts,tsx}',
];
const plain = ['**/*.mjs', '**/*.cjs', 'bin/*.js'];

const nodeGlobals = Object.fromEntries(
  ['console', 'process', 'URL', 'Buffer', 'fetch', 'performance', 'AbortController', 'AbortSignal']
    .concat(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'])
    .concat(['TextEncoder', 'TextDecoder', 'WebSocket', 'Response', 'Request', 'structuredClone'])
    .map((name) => [name, 'readonly']),
);

const everywhere = {
  // `== null` is allowed, because it tests for null and undefined.
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
  'prefer-const': 'error',
  'no-empty': 'error',
  'no-self-compare': 'error',
  'no-unreachable-loop': 'error',
  'no-template-curly-in-string': 'error',
  'no-constant-binary-expression': 'error',
};

const typescript = {
  ...everywhere,
  // Keeps functions short, with few branches.
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 15],
  'max-depth': ['error', 3],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // A number or a bigint in a template prints as expected.
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: false, allowNullish: false },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // TypeORM's entities and migrations are classes, and some have no methods.
  '@typescript-eslint/no-extraneous-class': 'off',
  // Entities are plain rows, so `{ ...row }` copies every column.
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
};

const money = {
  // Money is bigint: a float loses cents.
  'no-restricted-globals': ['error', 'parseFloat', 'parseInt'],
  'no-restricted-properties': [
    'error',
    { object: 'Number', property: 'parseFloat', message: 'Money is bigint minor units.' },
  ],
};

const sdl = {
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      DirectiveDefinition: true,
    },
  ],
  '@graphql-eslint/naming-convention': [
    'error',
    {
      types: 'PascalCase',
      FieldDefinition: 'camelCase',
      InputValueDefinition: 'camelCase',
      Argument: 'camelCase',
      DirectiveDefinition: 'camelCase',
      EnumValueDefinition: 'UPPER_CASE',
    },
  ],
  '@graphql-eslint/no-unreachable-types': 'error',
  '@graphql-eslint/no-hashtag-description': 'error',
  '@graphql-eslint/no-duplicate-fields': 'error',
  '@graphql-eslint/unique-enum-value-names': 'error',
  '@graphql-eslint/known-type-names': 'error',
  '@graphql-eslint/known-directives': 'error',
  '@graphql-eslint/require-deprecation-reason': 'error',
  '@graphql-eslint/unique-type-names': 'error',
  '@graphql-eslint/unique-field-definition-names': 'error',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'coverage/',
      '.data/',
      '.bench/',
      '.npm-cache/',
      '**/generated/',
      'playground/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './packages/client/tsconfig.json', './console/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: typescript,
  },
  { files: ['src/money/**', 'src/ledger/**', 'src/movements/**'], rules: money },
  {
    files: ['test/**/*.ts', 'packages/*/test/**/*.ts', 'migrations/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      complexity: 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A test may print any value and pass a spied method around. Results of HTTP and plain SQL are
      // `any` until an assertion has checked them.
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: plain,
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: nodeGlobals },
    rules: { ...everywhere, 'no-undef': 'error', 'max-lines-per-function': ['error', 60] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { ...nodeGlobals, require: 'readonly', module: 'writable' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['schema/**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/**/*.graphql' } },
    },
    rules: sdl,
  },
);
