const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'es6' } }] },
  moduleNameMapper: {
    '^@senhasegura-action/([a-z]+)$': '<rootDir>/packages/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
});

/** Unit tests lie beside each package; what crosses packages, and runs the bundles from `dist`, lies in `test/`. */
export default {
  projects: [
    project('packages', ['<rootDir>/packages/*/test/**/*.test.ts']),
    project('bundles', ['<rootDir>/test/**/*.test.ts']),
  ],
};
