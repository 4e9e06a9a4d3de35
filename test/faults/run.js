/**
 * `npm run faults [-- WORD...]`: every operation into every fault, or those alone whose names have all of the words; prints the
 * table, and ends with 1 where a cell is wrong. The bundles of `dist` are what is tried.
 */
import { makeAuthority } from '@senhasegura-action/emulator';
import { ANSWER_FAULTS } from './answer-faults.js';
import { CONNECTION_FAULTS } from './connection-faults.js';
import { OPERATIONS } from './operations.js';
import { everyPair, report, runCells } from './table.js';

const words = process.argv.slice(2);
const pairs = everyPair(OPERATIONS, [...CONNECTION_FAULTS, ...ANSWER_FAULTS]).filter(([operation, fault]) =>
  words.every((word) => `${operation.name}\n${fault.name}`.includes(word)),
);
let done = 0;
const cells = await runCells(
  pairs,
  { trusted: makeAuthority(), unknown: makeAuthority() },
  {
    width: 4,
    onCell: ({ operation, fault, problems }) => {
      done += 1;
      if (problems.length > 0) process.stderr.write(`${operation}, ${fault}: ${problems.join('; ')}\n`);
      if (done % 50 === 0) process.stderr.write(`${done} of ${pairs.length}\n`);
    },
  },
);
process.stdout.write(report(cells));
process.exitCode = cells.some(({ problems }) => problems.length > 0) ? 1 : 0;
