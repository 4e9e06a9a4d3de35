/**
 * Which file may import which: `npm run depcruise`. docs/architecture.md has the picture.
 */

/** The folders of core, the lowest first: each may import those before it. */
const CORE = [
  'errors',
  'values',
  'http',
  'auth',
  'decrypt',
  'references',
  'vault',
  'settings',
  'fetch',
  'mapping',
  'a2a',
];

/** @param {readonly string[]} names */
const oneOf = (names) => `(${names.join('|')})`;

/** @param {string} folder @param {readonly string[]} above */
const below = (folder, above) => ({
  name: `core-${folder}-is-below`,
  comment: `In core, ${folder} imports nothing of ${above.join(', ')}: they are built on it.`,
  severity: 'error',
  from: { path: `^packages/core/src/${folder}/` },
  to: { path: `^packages/core/src/${oneOf(above)}/` },
});

const ADAPTERS = ['azure', 'cli', 'github', 'gitlab', 'setup'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle-of-files',
      comment: 'No file imports itself, not even by way of others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'No folder imports itself by way of others.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(packages/[^/]+/src|scripts|bench)' },
      to: { circular: true },
    },
    {
      name: 'core-is-the-lowest',
      comment: 'Core imports no other package of ours.',
      severity: 'error',
      from: { path: '^packages/core/src/' },
      to: { path: '^packages/(?!core/)' },
    },
    {
      name: 'job-imports-core-alone',
      comment: 'Of our packages, job imports core alone.',
      severity: 'error',
      from: { path: '^packages/job/src/' },
      to: { path: '^packages/(?!core/|job/)' },
    },
    {
      name: 'emulator-is-independent',
      comment: 'The emulator imports no other package of ours: a shared mistake would verify itself.',
      severity: 'error',
      from: { path: '^packages/emulator/src/' },
      to: { path: '^packages/(?!emulator/)' },
    },
    {
      name: 'no-adapter-imports-another',
      comment: 'An adapter imports core and job, and neither another adapter nor the emulator.',
      severity: 'error',
      from: { path: `^packages/${oneOf(ADAPTERS)}/src/` },
      to: { path: `^packages/${oneOf([...ADAPTERS, 'emulator'])}/`, pathNot: '^packages/$1/' },
    },
    ...CORE.slice(0, -1).map((folder, at) => below(folder, CORE.slice(at + 1))),
    {
      name: 'no-sdk-of-a-platform',
      comment: 'Core and job import no SDK of a CI system: the adapters have them.',
      severity: 'error',
      from: { path: '^packages/(core|job)/src/' },
      to: { path: '(^|/)(@actions/|azure-pipelines-task-lib)' },
    },
    {
      name: 'sources-import-no-tests',
      comment: 'What is delivered imports nothing of tests, scripts or benchmarks.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^(test|bench|scripts|packages/[^/]+/test)/' },
    },
    {
      name: 'every-import-leads-somewhere',
      comment: 'An import that leads nowhere would be outside all other rules.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages/[^/]+/lib|dist)/' },
    // What is imported for its types alone counts too: a type lies with the lower of the two that use it.
    tsPreCompilationDeps: true,
    // Our packages by their sources, whether or not they are compiled.
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
