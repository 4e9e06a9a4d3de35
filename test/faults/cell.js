import { ID, SECRETS } from './faulty-vault.js';
import { PROGRAMS } from './programs.js';
import { startRawServer } from './raw-server.js';

/**
 * @typedef {import('./operations.js').Operation} Operation
 * @typedef {import('./connection-faults.js').Fault} Fault
 * @typedef {import('./programs.js').Half} Half
 *
 * One operation that met one fault.
 * @typedef {object} Cell
 * @property {string} operation
 * @property {string} fault
 * @property {string} came What it came to: `done`, or an exit code, and whether custody stayed and that was told.
 * @property {readonly string[]} problems What must never be; empty where all is well.
 * @property {string} said The first thing that was said.
 * @property {number} milliseconds
 */

/** What `get` and `run` may end with (design section 5); a host's step ends with 1. */
const EXIT_CODES = {
  'cli-get': [1, 3, 4, 5],
  'cli-run': [1, 3, 4, 5],
  github: [1],
  azure: [1],
  gitlab: [1],
  'cli-inject': [1, 3, 4, 5],
};

/** What only a fault of the program's own shows. */
const OF_A_CRASH =
  /\n\s+at \S|node:internal|\b(?:Type|Range|Reference|Syntax)Error\b|\[object |\bundefined\b|\bNaN\b|\bInfinity\b|Unhandled/u;

/** An error names the request, the address, or the reference. */
const WHERE = new RegExp(`(?:GET|POST|DELETE) /|127\\.0\\.0\\.\\d|:${ID}|"database"`, 'u');

/**
 * Runs an operation into a fault, and then, where the host has a second half, that half with the fault gone.
 * @param {Operation} operation
 * @param {Fault} fault
 * @param {import('./raw-server.js').Authorities} authorities
 * @returns {Promise<Cell>}
 */
export async function runCell(operation, fault, authorities) {
  const began = performance.now();
  const server = await startRawServer(authorities);
  const { url, ca, isHeld, aim, lift } = server;
  const { secrets, settings = {} } = operation;
  const program = PROGRAMS[operation.program]({ url, ca, secrets, settings });
  try {
    const isFirst = operation.half === 'bring';
    const isOneProcess = program.takeBack === undefined;
    if (isFirst || isOneProcess) aim(fault.stroke, operation);
    const brought = await program.bring();
    if (isFirst) await lift();
    else if (!isOneProcess) aim(fault.stroke, operation);
    const takenBack = await program.takeBack?.();
    const struck = isFirst ? brought : (takenBack ?? brought);
    const isTold = new RegExp(`custody[^]*${ID}|${ID}[^]*custody`, 'u').test(struck.errors);
    const custody = !isHeld() ? '' : isTold ? ', held and told' : ', held';
    const problems = [
      ...(isFirst
        ? problemsOfBringing(operation, fault, brought)
        : problemsOfTakingBack(operation, fault, struck, isHeld())),
      ...[brought, takenBack].flatMap((half) => (half === undefined ? [] : problemsOfEach(half))),
      // With the fault gone, the second half has every means to give custody back.
      ...(isHeld() && (!isTold || (isFirst && !isOneProcess)) ? ['custody stays'] : []),
      ...program.leaks(SECRETS).map(({ secret, form, place }) => `${secret} (${form}) in ${place}`),
    ];
    return {
      ...{ operation: operation.name, fault: fault.name, problems },
      came: `${struck.exitCode === 0 && custody === '' ? 'done' : String(struck.exitCode)}${custody}`,
      said: struck.errors.trim().split('\n')[0] ?? '',
      milliseconds: performance.now() - began,
    };
  } finally {
    program.dispose();
    await server.stop();
  }
}

/** @param {Operation} operation @param {Fault} fault @param {Half} half */
function problemsOfBringing({ program, value }, { outcome }, half) {
  const { exitCode, errors } = half;
  if (exitCode === 0) {
    return [
      ...(outcome === 'fails' ? ['succeeded'] : []),
      ...(half.value === value ? [] : ['handed another value on']),
    ];
  }
  return [
    ...(outcome === 'works' ? ['failed'] : []),
    ...(half.value === undefined ? [] : ['failed, and handed a value on']),
    ...(EXIT_CODES[program].some((code) => code === exitCode) ? [] : [`exit code ${String(exitCode)}`]),
    ...(errors.length > 40 && WHERE.test(errors) ? [] : ['says too little']),
  ];
}

/** What was brought stays brought; only a strict clean-up fails, and a command that is nothing else. @param {Operation} operation @param {Fault} fault @param {Half} half @param {boolean} isHeld */
function problemsOfTakingBack({ program, settings }, { outcome }, { exitCode, errors }, isHeld) {
  const isStrict = settings?.['strict-cleanup'] === 'true' || program === 'cli-inject';
  const isWarned = errors.includes(ID);
  return [
    ...(outcome === 'works' && (isHeld || isWarned) ? ['failed'] : []),
    ...(exitCode === (isStrict && isWarned ? 1 : 0) ? [] : [`exit code ${String(exitCode)}`]),
    ...(isHeld && !isWarned ? ['says nothing of it'] : []),
  ];
}

/** @param {Half} half */
const problemsOfEach = ({ isBounded, output, errors }) => [
  ...(isBounded ? [] : ['did not end']),
  ...(OF_A_CRASH.test(`${output}\n${errors}`) ? ['shows the insides of the program'] : []),
];
