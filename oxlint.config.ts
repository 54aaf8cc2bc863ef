import { defineConfig } from 'oxlint';

interface Pattern {
  regex: string;
  message: string;
  importNames?: string[];
}

/**
 * What a file must not import, by the room it lies in (docs/architecture.md), with the sentence that a person
 * reads who tries. Overrides replace a rule instead of adding to it, so each room composes its list from these.
 */
const pgBoss = {
  regex: '^(pg-boss|@pg-boss/.*)$',
  message:
    'Only packages/jobs/src/queue speaks to pg-boss: the queue is the doorbell, the row is the truth. Use @rota/jobs.',
};
const outgoing = {
  regex: '^(undici|axios|got|node-fetch)(/.*)?$',
  message:
    'Connections to other machines are opened in apps/api/src/outbound only: there they are checked against internal addresses.',
};
/** Of the modules that serve as well, what opens a connection. */
const outgoingSockets = {
  regex: '^(node:)?(http|https|http2|net|tls|dgram)$',
  importNames: [
    'default',
    'request',
    'get',
    'Agent',
    'connect',
    'createConnection',
    'Socket',
    'TLSSocket',
    'createSocket',
  ],
  message: outgoing.message,
};
const hono = {
  regex: '^(hono|@hono/[^/]+)(/.*)?$',
  message:
    'Hono stays in apps/api/src/http and app.ts: routes map contract input to a service and know no framework.',
};
const sql = {
  regex: '^(drizzle-orm|pg)(/.*)?$',
  message: 'SQL belongs in the .repository.ts of the module: this file holds no queries.',
};
const jobsTables = {
  regex: '^@rota/db$',
  importNames: ['jobs', 'jobRuns', 'jobLogs'],
  message: 'The engine moves the rows of jobs: a handler returns, throws, or asks its context.',
};
const contract = {
  regex: '^@rota/contracts(/.*)?$',
  message:
    'Services know no contract types: .routes.ts and .convert.ts translate, so that rules outlive the API.',
};
const contractServer = {
  regex: '^@rota/contracts(/(server|openapi).*)?$',
  message: 'The console calls the API through the generated SDK alone: import @rota/contracts/client.',
};
const contractClient = {
  regex: '^@rota/contracts/client(/.*)?$',
  message: 'The SDK is for callers of the API; the API itself uses @rota/contracts/server.',
};

const environment = {
  regex: '^(node:)?process$',
  importNames: ['env'],
  message:
    'Only env.ts reads the environment: there each value has a schema, a default and a sentence. Take it as an argument.',
};

const imports = (...patterns: Pattern[]): ['error', { patterns: Pattern[] }] => ['error', { patterns }];

const testFiles = ['**/*.test.ts', '**/*.test.tsx', '**/test/**', '**/testing/**', '**/e2e/**'];
const commandLineFiles = [
  'scripts/**',
  'packages/bench/**',
  'packages/*/codegen/**',
  'apps/api/src/start.ts',
  'apps/api/src/start/**',
  'apps/api/src/migrate.ts',
];
/** They are told where they run by whoever runs them, and have no env.ts. */
const scriptFiles = ['scripts/**'];

export default defineConfig({
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  plugins: [
    'eslint',
    'typescript',
    'unicorn',
    'oxc',
    'import',
    'node',
    'promise',
    'react',
    'jsx-a11y',
    'vitest',
  ],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: [
    '**/dist/**',
    'packages/contracts/client/gen/**',
    'packages/contracts/server/gen/**',
    'packages/contracts/server/*.gen.ts',
    'packages/db/migrations/**',
  ],
  rules: {
    // The dependency rule and the rooms.
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'no-restricted-imports': imports(environment, pgBoss, outgoing, outgoingSockets, hono),
    'no-restricted-globals': ['error', { name: 'fetch', message: outgoing.message }],
    'no-restricted-properties': [
      'error',
      { object: 'process', property: 'env', message: environment.message },
      { object: 'globalThis', property: 'fetch', message: outgoing.message },
    ],
    'no-console': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],

    // Promises: one that nobody waits for is an error that nobody sees.
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/return-await': ['error', 'error-handling-correctness-only'],

    // Types: what the compiler was talked out of.
    'typescript/ban-ts-comment': 'error',
    'typescript/no-empty-object-type': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-deprecated': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

    // Habits.
    'import/no-unassigned-import': ['error', { allow: ['**/*.css', '@fontsource*/**'] }],
    'array-callback-return': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-empty': 'error',
    'no-param-reassign': 'error',
    'no-self-compare': 'error',
    'no-unused-vars': ['error', { ignoreRestSiblings: true }],
    'no-var': 'error',
    'prefer-const': 'error',
    'react/no-unstable-nested-components': ['error', { allowAsProps: true, propNamePattern: '*' }],
    'react/rules-of-hooks': 'error',
    'unicorn/prefer-node-protocol': 'error',

    // Off: they cost more than they find here.
    'import/no-named-as-default-member': 'off', // fc.property reads better than property
    'import/no-empty-named-blocks': 'off', // `import type {} from` brings the declarations of a module
    'jsx-a11y/prefer-tag-over-role': 'off', // live regions and widgets whose look is ours are rightly roles
    'no-underscore-dangle': 'off', // marks what is there to be left unused
    'no-unmodified-loop-condition': 'off', // does not see what a closure changes
    'promise/always-return': 'off', // for code without await
    'react/react-in-jsx-scope': 'off', // the compiler imports it
    'typescript/no-unsafe-type-assertion': 'off', // where data comes in, somebody has to say what it is
    'typescript/no-unnecessary-type-parameters': 'off', // a query says of what type its rows are
    'typescript/consistent-return': 'off', // the compiler knows which switches are exhaustive
    'typescript/unbound-method': 'off', // no classes: factories return objects whose methods need no `this`
    'unicorn/require-module-specifiers': 'off', // as import/no-empty-named-blocks
    'unicorn/consistent-function-scoping': 'off', // factories keep their steps beside each other
  },
  overrides: [
    {
      // The queue's adapter; and the benchmark's raw pg-boss, which Rota is measured against: through @rota/jobs it
      // would be no comparison.
      files: ['packages/jobs/src/queue/**', 'packages/bench/src/raw-pg-boss.ts'],
      rules: { 'no-restricted-imports': imports(environment, outgoing, outgoingSockets, hono) },
    },
    {
      files: ['apps/web/**'],
      rules: {
        'no-restricted-imports': imports(
          environment,
          pgBoss,
          outgoing,
          outgoingSockets,
          hono,
          contractServer,
        ),
        'no-restricted-globals': ['error', { name: 'fetch', message: contractServer.message }],
        // globalThis.fetch stays, to be handed to the SDK.
        'no-restricted-properties': [
          'error',
          { object: 'process', property: 'env', message: environment.message },
        ],
        'typescript/no-unsafe-type-assertion': 'error', // the SDK's types arrive as they are
      },
    },
    {
      files: ['apps/api/**'],
      rules: {
        'no-restricted-imports': imports(
          environment,
          pgBoss,
          outgoing,
          outgoingSockets,
          hono,
          contractClient,
          sql,
        ),
      },
    },
    {
      files: ['apps/api/src/**/*.repository.ts'],
      rules: {
        'no-restricted-imports': imports(
          environment,
          pgBoss,
          outgoing,
          outgoingSockets,
          hono,
          contractClient,
        ),
      },
    },
    {
      files: ['apps/api/src/http/**', 'apps/api/src/app.ts'],
      rules: {
        'no-restricted-imports': imports(environment, pgBoss, outgoing, outgoingSockets, contractClient, sql),
      },
    },
    {
      files: ['apps/api/src/**/*.handler.ts'],
      rules: {
        'no-restricted-imports': imports(
          environment,
          pgBoss,
          outgoing,
          outgoingSockets,
          hono,
          contractClient,
          sql,
          jobsTables,
        ),
      },
    },
    {
      files: ['apps/api/src/**/*.service.ts'],
      rules: {
        'no-restricted-imports': imports(environment, pgBoss, outgoing, outgoingSockets, hono, contract, sql),
      },
    },
    {
      files: ['apps/api/src/outbound/**'],
      rules: {
        'no-restricted-imports': imports(environment, pgBoss, hono, contractClient, sql),
        'no-restricted-globals': 'off',
      },
    },
    { files: ['apps/web/src/routes/**'], rules: { 'typescript/only-throw-error': 'off' } }, // redirects are thrown
    { files: ['packages/contracts/client/**'], rules: { 'no-restricted-globals': 'off' } },
    {
      files: ['**/*.cjs'],
      rules: {
        'no-console': 'off',
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-return': 'off',
        'typescript/no-unsafe-member-access': 'off',
      },
    },
    { files: ['**/env.ts'], rules: { 'no-restricted-properties': 'off' } },
    { files: commandLineFiles, rules: { 'no-console': 'off' } },
    { files: scriptFiles, rules: { 'no-restricted-properties': 'off' } },
    {
      files: testFiles,
      rules: {
        'no-restricted-imports': imports(pgBoss),
        'no-restricted-globals': 'off',
        'no-restricted-properties': 'off',
        'typescript/no-non-null-assertion': 'off',
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'assert'] }],
        'vitest/valid-expect': ['error', { maxArgs: 2 }], // the second is the message
        'vitest/require-to-throw-message': 'off', // a class of errors says enough
      },
    },
    { files: ['packages/{jobs,bench}/{src,test}/**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  ],
});
