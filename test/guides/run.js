/**
 * `npm run first-job [-- WORD]`: walks each guide (or those whose systems have this word) from the clone to the first green job,
 * and says how many seconds that took of a machine's time. Ends with 1 where a job is not green. A guide whose programs are missing
 * is skipped; with SENHASEGURA_TEST_PROGRAMS=all it fails. The log of each green job is kept in `out/first-job`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isThere } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { WALKS, firstJob } from './first-job.js';

const [word = ''] = process.argv.slice(2);
const logs = join(REPOSITORY, 'out/first-job');
mkdirSync(logs, { recursive: true });
const all = process.env['SENHASEGURA_TEST_PROGRAMS'] === 'all';
/** @param {string} system @param {string} said */
const say = (system, said) => process.stdout.write(`${system.padEnd(16)}${said}\n`);

for (const walk of WALKS.filter(({ system }) => system.toLowerCase().includes(word.toLowerCase()))) {
  const missing = walk.needs.filter((name) => !isThere(name));
  if (missing.length > 0) {
    say(walk.system, `skipped: no ${missing.join(', no ')}`);
    if (all) process.exitCode = 1;
    continue;
  }
  try {
    const { seconds, log } = await firstJob(walk);
    writeFileSync(join(logs, `${walk.system.toLowerCase().replaceAll(' ', '-')}.txt`), log);
    say(walk.system, `green after ${seconds.toFixed(1)} s (${walk.guide})`);
  } catch (error) {
    say(walk.system, `not green (${walk.guide}): ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
