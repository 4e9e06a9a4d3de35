import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const coreIsPure = {
  'no-console': 'error',
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'core gets its environment from the adapter.' },
    { object: 'process', property: 'stdout', message: 'core never prints.' },
    { object: 'process', property: 'stderr', message: 'core never prints.' },
    { object: 'process', property: 'exit', message: 'core never ends the process.' },
  ],
  'no-restricted-imports': [
    'error',
    { patterns: [{ group: ['@actions/*', 'azure-pipelines-task-lib*'], message: 'core knows no CI system.' }] },
  ],
};

const emulatorIsIndependent = {
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { group: ['@senhasegura-action/core', '**/core/src/**'], message: 'A shared mistake would verify itself.' },
      ],
    },
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
  { files: ['packages/core/src/**/*.ts'], rules: coreIsPure },
  { files: ['packages/emulator/src/**/*.ts'], rules: emulatorIsIndependent },
);
