const project = (displayName, testMatch, options = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  // A bundle may be a package of the same name as its sources.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'es6' } }] },
  moduleNameMapper: {
    '^@senhasegura-action/core/internal$': '<rootDir>/packages/core/src/internal.ts',
    '^@senhasegura-action/([a-z]+)$': '<rootDir>/packages/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  ...options,
});

/**
 * Unit tests lie beside each package; what crosses packages, and runs the bundles from `dist`, lies in `test/`; what runs them on
 * Windows' build of Node, in `test/windows`.
 */
export default {
  // Many tests start processes, and machines of two cores take their time for that. What hangs still ends.
  testTimeout: 60_000,
  // Modules of ES tests are not given back while a process lives: two workers, each made anew when it has grown.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/harness/skipped-by-program.js'],
  projects: [
    project('packages', ['<rootDir>/packages/*/test/**/*.test.ts']),
    project('bundles', ['<rootDir>/test/**/*.test.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/windows/'],
    }),
    project('windows', ['<rootDir>/test/windows/**/*.test.ts'], {
      globalSetup: '<rootDir>/test/windows/support/set-up.js',
      globalTeardown: '<rootDir>/test/windows/support/tear-down.js',
    }),
  ],
};
