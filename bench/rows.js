import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../test/harness/emulator.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../test/harness/repository.js';
import { createJobFolders, removeJobFolders } from '../test/stand-ins/github-runner/workspace.js';
import { newStep, SCRIPTS } from './contenders.js';
import { peakMemory, wallTime } from './measured-process.js';
import { interleavedMedians } from './statistics.js';
import { judge } from './table.js';
import { vaultOfCredentials, vaultOfSecrets } from './vaults.js';

/**
 * @typedef {import('./table.js').Row} Row
 * @typedef {import('../test/harness/node-runtimes.js').NodeRuntime} NodeRuntime
 * @typedef {import('../test/harness/emulator.js').EmulatorProcess} EmulatorProcess
 * @typedef {keyof typeof SCRIPTS} Contender
 */

/** Milliseconds that the emulated vault waits before each answer. */
const LATENCY = 50;

/**
 * How far above the floor the action may be for each millisecond that a plain node:https prototype is: the budget of 1.25 goes with a
 * prototype at 1.1. Unlike the budget itself, this says the same on a slow machine as on a fast one.
 */
const ABOVE_PROTOTYPE = 2.5;

/**
 * What no job can go below, in milliseconds (design section 7): to start Node, to ask for a token and to ask for secrets.
 * @param {number} empty what an empty script takes
 */
const floorOf = (empty) => empty + 2 * LATENCY;

/** @param {number} value */
const milliseconds = (value) => `${value.toFixed(0)} ms`;
/** @param {number} value */
const times = (value) => `${value.toFixed(2)} ×`;
/** @param {number} value */
const kilobytes = (value) => `${(value / 1000).toFixed(0)} kB`;
/** @param {number} value */
const megabytes = (value) => `${value.toFixed(0)} MB`;
/** @param {number} value */
const count = (value) => String(value);

/** The size of all scripts of a bundle. @returns {Row[]} */
export const bundleSizes = () =>
  ['github/main', 'github/post'].map((name) => {
    const folder = join(REPOSITORY, 'dist', name);
    const what = `dist/${name}`;
    if (!existsSync(join(folder, 'index.js'))) {
      return { what, runtime: '', budget: '', measured: 'is missing', verdict: 'failed' };
    }
    const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
    /** @param {string} file */
    const size = (file) => statSync(join(folder, file)).size;
    return judge({
      what,
      ...{ limit: 500_000, value: scripts.map(size).reduce((sum, one) => sum + one), show: kilobytes },
      detail: `index.js ${kilobytes(size('index.js'))}`,
    });
  });

/**
 * Runs something against a vault of its own.
 * @template T
 * @param {{ data: unknown, latency: number }} options
 * @param {(vault: Vault) => Promise<T>} use
 */
async function withVault({ data, latency }, use) {
  const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, data, latency });
  const folders = createJobFolders();
  try {
    return await use({ emulator, folders });
  } finally {
    removeJobFolders(folders);
    await emulator.stop();
  }
}

/** @typedef {{ emulator: EmulatorProcess, folders: ReturnType<typeof createJobFolders> }} Vault */

/**
 * Runs one contender once and checks that it brought what it should.
 * @param {(command: import('./measured-process.js').Command) => Promise<number>} measure
 * @param {Contender} contender
 * @param {NodeRuntime} runtime
 * @param {Vault} vault
 * @param {{ secrets: string, expected: number }} work
 */
async function run(measure, contender, runtime, { emulator, folders }, { secrets, expected }) {
  const { env, exported } = newStep(folders, {
    url: emulator.url,
    'ca-certificate': emulator.caFile,
    'client-id': emulator.clientId,
    'client-secret': emulator.clientSecret,
    'release-custody': 'false',
    secrets,
  });
  const script = SCRIPTS[contender];
  const value = await measure({ nodePath: runtime.path, script, cwd: folders.workspace, env });
  if (contender !== 'empty' && exported() !== expected) {
    throw new Error(`${contender} exported ${exported()} variables instead of ${expected}`);
  }
  return value;
}

/** Ten secrets: time against the floor, requests, connections and memory. @param {NodeRuntime} runtime @param {number} rounds */
export const tenSecrets = (runtime, rounds) =>
  withVault({ data: vaultOfSecrets(10, 1), latency: LATENCY }, async (vault) => {
    const work = { secrets: 'dsm:*', expected: 10 };
    /** @param {Contender} contender */
    const time = (contender) => () => run(wallTime, contender, runtime, vault, work);
    const { empty, prototype, action } = await interleavedMedians(
      { empty: time('empty'), prototype: time('prototype'), action: time('action') },
      rounds,
    );
    const floor = floorOf(empty);
    const common = { runtime: runtime.name };
    await vault.emulator.clearRequests();
    const memory = await run(peakMemory, 'action', runtime, vault, work);
    const requests = await vault.emulator.requests();
    const connections = new Set(requests.map(({ connection }) => connection)).size;
    return [
      judge({
        ...common,
        what: `10 secrets, latency ${LATENCY} ms`,
        ...{ limit: 1.25, value: action / floor, show: times },
        detail: `${milliseconds(action)}; floor ${milliseconds(floor)}, empty script ${milliseconds(empty)}`,
      }),
      judge({
        ...common,
        what: '  what is above the floor, for that of the prototype',
        ...{ limit: ABOVE_PROTOTYPE, value: (action - floor) / (prototype - floor), show: times },
        detail: `prototype ${milliseconds(prototype)}, ${times(prototype / floor)} of the floor`,
      }),
      judge({ ...common, what: '  requests', limit: 2, value: requests.length, show: count }),
      judge({ ...common, what: '  connections', limit: 1, value: connections, show: count }),
      judge({ ...common, what: '  peak memory of main', limit: 110, value: memory, show: megabytes }),
    ];
  });

/** A thousand secrets instead of one. @param {NodeRuntime} runtime @param {number} rounds */
export const thousandSecrets = (runtime, rounds) =>
  withVault({ data: vaultOfSecrets(1, 10), latency: 0 }, (one) =>
    withVault({ data: vaultOfSecrets(1_000, 10), latency: 0 }, async (thousand) => {
      const few = { secrets: 'dsm:*', expected: 10 };
      const many = { secrets: 'dsm:*', expected: 10_000 };
      const medians = await interleavedMedians(
        {
          few: () => run(wallTime, 'action', runtime, one, few),
          many: () => run(wallTime, 'action', runtime, thousand, many),
          fewPlain: () => run(wallTime, 'prototype', runtime, one, few),
          manyPlain: () => run(wallTime, 'prototype', runtime, thousand, many),
        },
        rounds,
      );
      const memory = await run(peakMemory, 'action', runtime, thousand, many);
      return [
        judge({
          what: '1,000 secrets of 10 fields instead of 1',
          runtime: runtime.name,
          ...{ limit: 100, value: medians.many - medians.few, show: milliseconds },
          detail: `${milliseconds(medians.few)} → ${milliseconds(medians.many)}; prototype ${milliseconds(medians.manyPlain - medians.fewPlain)} more`,
        }),
        judge({ what: '  peak memory of main', runtime: runtime.name, limit: 110, value: memory, show: megabytes }),
      ];
    }),
  );

/**
 * Fifty PAM credentials, a request each, six at a time. Section 7 names one floor, that of the ten secrets; the row below it
 * counts from an empty script, which is stricter by two latencies.
 * @param {NodeRuntime} runtime
 * @param {number} rounds
 */
export const fiftyCredentials = (runtime, rounds) =>
  withVault({ data: vaultOfCredentials(50), latency: LATENCY }, async (vault) => {
    const secrets = Array.from({ length: 50 }, (_, at) => `pam:${at + 1} > CREDENTIAL_${at}`).join('\n');
    const work = { secrets, expected: 50 };
    /** @param {Contender} contender */
    const time = (contender) => () => run(wallTime, contender, runtime, vault, work);
    const { empty, prototype, action } = await interleavedMedians(
      { empty: time('empty'), prototype: time('prototype'), action: time('action') },
      rounds,
    );
    const floor = floorOf(empty);
    /** @param {number} value */
    const show = (value) => `${value.toFixed(1)} × latency`;
    return [
      judge({
        what: `50 PAM credentials, latency ${LATENCY} ms, over the floor`,
        runtime: runtime.name,
        ...{ limit: 12, value: (action - floor) / LATENCY, show },
        detail: `${milliseconds(action)}; floor ${milliseconds(floor)}`,
      }),
      judge({
        what: '  over an empty script alone',
        runtime: runtime.name,
        ...{ limit: 12, value: (action - empty) / LATENCY, show },
        detail: `prototype ${show((prototype - empty) / LATENCY)}`,
      }),
    ];
  });
