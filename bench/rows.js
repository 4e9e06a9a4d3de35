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

/** How much longer than the plain script the action may take, by runtime: starting Node weighs less on Node 24. */
const TEN_SECRETS = { 'Node 24': 1.3, others: 1.35 };

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
  if (exported() !== expected) {
    throw new Error(`${contender} exported ${exported()} variables instead of ${expected}`);
  }
  return value;
}

/** Ten secrets: time against the plain script, requests, connections and memory. @param {NodeRuntime} runtime @param {number} rounds */
export const tenSecrets = (runtime, rounds) =>
  withVault({ data: vaultOfSecrets(10, 1), latency: LATENCY }, async (vault) => {
    const work = { secrets: 'dsm:*', expected: 10 };
    /** @param {Contender} contender */
    const time = (contender) => () => run(wallTime, contender, runtime, vault, work);
    const { plain, action } = await interleavedMedians({ plain: time('plain'), action: time('action') }, rounds);
    const common = { runtime: runtime.name };
    await vault.emulator.clearRequests();
    const memory = await run(peakMemory, 'action', runtime, vault, work);
    const requests = await vault.emulator.requests();
    const connections = new Set(requests.map(({ connection }) => connection)).size;
    return [
      judge({
        ...common,
        what: `10 secrets, latency ${LATENCY} ms: for the plain script's time`,
        ...{ limit: runtime.name === 'Node 24' ? TEN_SECRETS['Node 24'] : TEN_SECRETS.others, value: action / plain },
        show: times,
        detail: `${milliseconds(action)}, plain ${milliseconds(plain)}`,
      }),
      judge({ ...common, what: '  requests', limit: 2, value: requests.length, show: count }),
      judge({ ...common, what: '  connections', limit: 1, value: connections, show: count }),
      judge({ ...common, what: '  peak memory of main', limit: 110, value: memory, show: megabytes }),
    ];
  });

/**
 * A thousand secrets of ten fields instead of one: what that adds, against what the plain script takes for ten secrets.
 * @param {NodeRuntime} runtime
 * @param {number} rounds
 */
export const thousandSecrets = (runtime, rounds) =>
  withVault({ data: vaultOfSecrets(10, 1), latency: LATENCY }, (ten) =>
    withVault({ data: vaultOfSecrets(1, 10), latency: 0 }, (one) =>
      withVault({ data: vaultOfSecrets(1_000, 10), latency: 0 }, async (thousand) => {
        /** @param {Contender} contender @param {Vault} vault @param {number} expected */
        const time = (contender, vault, expected) => () =>
          run(wallTime, contender, runtime, vault, { secrets: 'dsm:*', expected });
        const { plain, few, many } = await interleavedMedians(
          {
            plain: time('plain', ten, 10),
            few: time('action', one, 10),
            many: time('action', thousand, 10_000),
          },
          rounds,
        );
        const memory = await run(peakMemory, 'action', runtime, thousand, { secrets: 'dsm:*', expected: 10_000 });
        return [
          judge({
            what: '1,000 secrets of 10 fields instead of 1: for the plain script at 50 ms for 10',
            runtime: runtime.name,
            ...{ limit: 1, value: (many - few) / plain, show: times },
            detail: `${milliseconds(few)} → ${milliseconds(many)}, plain ${milliseconds(plain)}`,
          }),
          judge({ what: '  peak memory of main', runtime: runtime.name, limit: 110, value: memory, show: megabytes }),
        ];
      }),
    ),
  );

/** Fifty PAM credentials, a request each, six at a time. @param {NodeRuntime} runtime @param {number} rounds */
export const fiftyCredentials = (runtime, rounds) =>
  withVault({ data: vaultOfCredentials(50), latency: LATENCY }, async (vault) => {
    const secrets = Array.from({ length: 50 }, (_, at) => `pam:${at + 1} > CREDENTIAL_${at}`).join('\n');
    const work = { secrets, expected: 50 };
    /** @param {Contender} contender */
    const time = (contender) => () => run(wallTime, contender, runtime, vault, work);
    const { plain, action } = await interleavedMedians({ plain: time('plain'), action: time('action') }, rounds);
    return [
      judge({
        what: `50 PAM credentials, latency ${LATENCY} ms: for the plain script with six connections`,
        runtime: runtime.name,
        ...{ limit: 1.15, value: action / plain, show: times },
        detail: `${milliseconds(action)}, plain ${milliseconds(plain)}`,
      }),
    ];
  });

/** A thousand private files: what each adds to a variable. @param {NodeRuntime} runtime @param {number} rounds */
export const thousandFiles = (runtime, rounds) =>
  withVault({ data: vaultOfSecrets(1_000, 1), latency: 0 }, async (vault) => {
    /** @param {string} secrets */
    const time = (secrets) => () => run(wallTime, 'action', runtime, vault, { secrets, expected: 1_000 });
    const { variables, files } = await interleavedMedians(
      { variables: time('dsm:*'), files: time('dsm:* > path:*') },
      rounds,
    );
    return [
      judge({
        what: '1,000 path: files, each',
        runtime: runtime.name,
        ...{ limit: 0.3, value: (files - variables) / 1_000, show: (value) => `${value.toFixed(2)} ms` },
        detail: `${milliseconds(files)}, as variables ${milliseconds(variables)}`,
      }),
    ];
  });
