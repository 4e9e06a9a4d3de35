/**
 * `npm run mutation [-- ROOM...]`: changes the sources of a room in one place at a time, and asks whether a test of that room
 * notices. `ROOM/FILE` is one file of it; `--concurrency N` goes to Stryker. A line of figures for each room; ends with 1 where
 * one is below 85 %. docs/testing.md says what the survivors are.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The files of a room, each with the tests that are to notice. Its own are enough, and run in a moment; where others are, they are
 * named.
 * @param {string} sources @param {string} tests @param {Record<string, string>} named
 */
function filesOf(sources, tests, named = {}) {
  const names = readdirSync(new URL(`../${sources}`, import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  return Object.fromEntries(
    names.map((name) => [name, { mutate: `${sources}/${name}.ts`, tests: `${tests}/${named[name] ?? name}.test.ts` }]),
  );
}

/** What is changed, and which tests are to notice. */
const ROOMS = {
  masking: filesOf('packages/job/src/masking', 'packages/job/test/masking', {
    'mask-forms': 'collect-forms',
    masker: '{masker,fetched-masks}',
  }),
  names: filesOf('packages/job/src/names', 'packages/job/test/names', {
    'denied-names': '{denied-names,deny-list}',
    'variable-name': '{variable-name,refused-name}',
  }),
  ledger: filesOf('packages/job/src/ledger', 'packages/job/test/ledger', { ledger: '*' }),
  'clean-up': filesOf('packages/job/src/clean-up', 'packages/job/test/clean-up', {
    'on-this-machine': '{on-this-machine,empty-agent}',
    'settings-of-main': '{settings-of-main,is-strict}',
  }),
  references: filesOf('packages/core/src/references', 'packages/core/test/references', {
    'parse-modifiers': 'parse-{modifiers,selections}',
    'parse-sink': 'parse-{sink,selections}',
    'parse-target': 'parse-{target,selections}',
    selection: '{selection,parse-selections}',
  }),
  envelope: {
    // Stryker takes a comma for the end of a pattern, also in braces.
    envelope: {
      mutate: 'packages/core/src/http/envelope.ts,packages/core/src/http/judge-answer.ts',
      tests: 'packages/core/test/http/{envelope,judge-answer}.test.ts',
    },
  },
};

const GOAL = 85;
const stryker = fileURLToPath(new URL('../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url));
const { values, positionals } = parseArgs({
  options: { concurrency: { type: 'string', default: '2' } },
  allowPositionals: true,
});

/** The rooms that were asked for, each with its files. */
const asked = (positionals.length === 0 ? Object.keys(ROOMS) : positionals).map((word) => {
  const [name = '', file] = word.split('/');
  const room = Object.entries(ROOMS).find(([each]) => each === name)?.[1];
  const parts = Object.entries(room ?? {}).filter(([each]) => file === undefined || each === file);
  if (parts.length > 0) return { word, parts: parts.map(([, part]) => part) };
  throw new Error(`There is no room ${word}: there are ${Object.keys(ROOMS).join(', ')}, each alone or with /FILE`);
});

for (const { word, parts } of asked) {
  let [noticed, all] = [0, 0];
  for (const part of parts) {
    const counts = mutate(part);
    const killed = (counts['Killed'] ?? 0) + (counts['Timeout'] ?? 0);
    noticed += killed;
    all += killed + (counts['Survived'] ?? 0) + (counts['NoCoverage'] ?? 0);
  }
  if (all === 0) throw new Error(`Nothing was changed in ${word}`);
  const percent = (100 * noticed) / all;
  process.stdout.write(`${word}: ${noticed} of ${all} noticed, ${percent.toFixed(1)} %\n`);
  if (percent < GOAL) process.exitCode = 1;
}

/** @param {{ mutate: string, tests: string }} part */
function mutate({ mutate: files, tests }) {
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', '--mutate', files, '--concurrency', values.concurrency],
    { cwd: root, env: { ...process.env, MUTATION_TESTS: tests }, stdio: 'inherit' },
  );
  // A file of types alone has nothing to change.
  if (status !== 0) throw new Error(`Stryker ended with ${String(status)}`);
  return countsOf(JSON.parse(readFileSync(new URL('../out/mutation.json', import.meta.url), 'utf8')));
}

/** How many mutants came to what. @param {{ files: Record<string, { mutants: { status: string }[] }> }} report */
function countsOf({ files }) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants))
    counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
