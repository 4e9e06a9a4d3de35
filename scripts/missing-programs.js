/**
 * For `.ci/install-tools`: prints, for each program of the tests that this machine lacks and can have, where it comes from
 * and what it is called there, e.g. `debian fish`.
 */
import { PROGRAM_NAMES, isThere, program } from '../test/harness/programs.js';

const lines = PROGRAM_NAMES.filter((name) => !isThere(name)).flatMap((name) => {
  const { from = {}, systems } = program(name);
  const possible = systems === undefined || systems.includes(process.platform);
  return possible ? Object.entries(from).map((entry) => entry.join(' ')) : [];
});
console.log([...new Set(lines)].join('\n'));
