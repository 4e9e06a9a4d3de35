import config from './jest.config.js';

const [packages] = config.projects;

/** Some unit tests alone, as one project: Stryker watches test by test. `npm run mutation` names them. */
export default {
  ...packages,
  testTimeout: config.testTimeout,
  testMatch: [`<rootDir>/${process.env['MUTATION_TESTS'] ?? 'packages/{core,job}/test/**/*.test.ts'}`],
};
