import { defineConfig } from 'oxlint';

import { aroundSdk, environment, importRules, importRulesOfTests, outgoing } from './import-rules.ts';

const testFiles = ['**/*.test.ts', '**/*.test.tsx', '**/test/**', '**/testing/**', '**/e2e/**'];
const commandLineFiles = [
  'scripts/**',
  'packages/bench/**',
  'packages/*/codegen/**',
  'apps/api/src/start.ts',
  'apps/api/src/start/**',
  'apps/api/src/migrate.ts',
  'apps/api/test/chaos/main.ts',
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
    // A comment that switches off every rule would switch off the rules of imports too.
    'unicorn/no-abusive-eslint-disable': 'error',

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
    ...importRules,
    {
      files: ['apps/web/**'],
      rules: {
        'no-restricted-globals': ['error', { name: 'fetch', message: aroundSdk.message }],
        // globalThis.fetch stays, to be handed to the SDK.
        'no-restricted-properties': [
          'error',
          { object: 'process', property: 'env', message: environment.message },
        ],
        'typescript/no-unsafe-type-assertion': 'error', // the SDK's types arrive as they are
      },
    },
    { files: ['apps/api/src/outbound/**'], rules: { 'no-restricted-globals': 'off' } },
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
        'no-restricted-globals': 'off',
        'no-restricted-properties': 'off',
        'typescript/no-non-null-assertion': 'off',
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'assert'] }],
        'vitest/valid-expect': ['error', { maxArgs: 2 }], // the second is the message
        'vitest/require-to-throw-message': 'off', // a class of errors says enough
      },
    },
    ...importRulesOfTests,
  ],
});
