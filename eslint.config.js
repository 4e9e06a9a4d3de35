import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const isPure = {
  'no-console': 'error',
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'core and job get their environment from the adapter.' },
    { object: 'process', property: 'stdout', message: 'core and job never print.' },
    { object: 'process', property: 'stderr', message: 'core and job never print.' },
    { object: 'process', property: 'exit', message: 'core and job never end the process.' },
  ],
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { group: ['@actions/*', 'azure-pipelines-task-lib*'], message: 'core and job import no SDK of a CI system.' },
      ],
    },
  ],
};

const emulatorIsIndependent = {
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          group: ['@senhasegura-action/*', '**/core/src/**', '**/job/src/**'],
          message: 'A shared mistake would verify itself.',
        },
      ],
    },
  ],
};

const nothingIsSkipped = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'MemberExpression[property.name=/^(skip|only|todo|failing|skipIf|runIf)$/][object.type="Identifier"]',
      message: 'A test that needs a program says so with `needs` of test/harness/programs.js.',
    },
    {
      selector: 'MemberExpression[property.name=/^(skip|only|todo|failing)$/][object.type="MemberExpression"]',
      message: 'A test that needs a program says so with `needs` of test/harness/programs.js.',
    },
  ],
  'no-restricted-globals': [
    'error',
    ...['xtest', 'xit', 'xdescribe', 'fit', 'fdescribe'].map((name) => ({ name, message: 'No test is skipped.' })),
  ],
};

export default tseslint.config(
  { ignores: ['dist/', '**/lib/', 'coverage/', 'out/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./packages/*/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
      },
    },
  },
  { files: ['packages/core/src/**/*.ts', 'packages/job/src/**/*.ts'], rules: isPure },
  { files: ['packages/emulator/src/**/*.ts'], rules: emulatorIsIndependent },
  {
    files: ['packages/*/test/**/*.ts', 'test/**/*.{ts,js}'],
    ignores: ['test/harness/programs.js'],
    rules: nothingIsSkipped,
  },
);
