/**
 * `npm run mutation [-- ROOM...]`: changes the sources of a room in one place at a time, and asks whether a test of that room
 * notices. One room after another, and a line of figures for each; ends with 1 where one is below 85 %. docs/testing.md says
 * what the survivors are.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is changed, and which tests are to notice. */
const ROOMS = {
  masking: { mutate: 'packages/job/src/masking/**/*.ts', tests: 'packages/job/test/masking/**/*.test.ts' },
  names: { mutate: 'packages/job/src/names/**/*.ts', tests: 'packages/job/test/names/**/*.test.ts' },
  ledger: { mutate: 'packages/job/src/ledger/**/*.ts', tests: 'packages/job/test/ledger/**/*.test.ts' },
  'clean-up': {
    mutate: 'packages/job/src/clean-up/**/*.ts',
    tests: 'packages/job/test/{clean-up/**/*,take-back}.test.ts',
  },
  references: { mutate: 'packages/core/src/references/**/*.ts', tests: 'packages/core/test/references/**/*.test.ts' },
  envelope: {
    // Stryker takes a comma for the end of a pattern, also in braces.
    mutate: 'packages/core/src/http/envelope.ts,packages/core/src/http/judge-answer.ts',
    tests: 'packages/core/test/http/{envelope,judge-answer}.test.ts',
  },
};

const GOAL = 85;
const root = fileURLToPath(new URL('..', import.meta.url));
const stryker = fileURLToPath(new URL('../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in ROOMS));
if (unknown.length > 0)
  throw new Error(`There is no room ${unknown.join(', ')}: there are ${Object.keys(ROOMS).join(', ')}`);

for (const [name, { mutate, tests }] of Object.entries(ROOMS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const env = { ...process.env, MUTATION_TESTS: tests };
  const { status } = spawnSync(process.execPath, [stryker, 'run', '--mutate', mutate], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`Stryker ended with ${String(status)}`);
  const counts = countsOf(JSON.parse(readFileSync(new URL('../out/mutation.json', import.meta.url), 'utf8')));
  const noticed = (counts['Killed'] ?? 0) + (counts['Timeout'] ?? 0);
  const all = noticed + (counts['Survived'] ?? 0) + (counts['NoCoverage'] ?? 0);
  if (all === 0) throw new Error(`Nothing was changed in ${name}: ${mutate}`);
  const percent = (100 * noticed) / all;
  process.stdout.write(`${name}: ${noticed} of ${all} noticed, ${percent.toFixed(1)} %\n`);
  if (percent < GOAL) process.exitCode = 1;
}

/** How many mutants came to what. @param {{ files: Record<string, { mutants: { status: string }[] }> }} report */
function countsOf({ files }) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants))
    counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
