import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a job runs: what its two halves are there, and what can be seen of it.
 * @typedef {object} Host
 * @property {string} temp The folder that sinks, sockets of agents and private folders lie below.
 * @property {(end?: End) => Promise<Ended>} runMain
 * @property {(end: End) => Promise<Ended>} breakPost Begins the clean-up, to be ended; it can be begun again.
 * @property {(untilSettled: () => Promise<void>) => Promise<Ended>} runPost The clean-up, as the host runs it. What a person does is done once
 *   the vault has settled.
 * @property {() => () => HostSight} watch Of the step that begins now.
 * @property {() => readonly string[]} files All that lies where the job could have left something.
 * @property {(names: readonly string[]) => number} variables How many of these have a value for a later step.
 * @property {(secrets: Readonly<Record<string, string>>) => readonly import('../../harness/leak-scanner.js').Leak[]} leaks
 * @property {() => void} dispose
 *
 * @typedef {{ readonly when: Promise<unknown>, readonly how: import('../../stand-ins/github-runner/run-process.js').Ending }} End
 * @typedef {Pick<import('../../stand-ins/github-runner/run-process.js').ProcessResult, 'exitCode' | 'ended'>} Ended
 *
 * What of a step does not pass by the vault.
 * @typedef {object} HostSight
 * @property {number} ledgers How often the ledger was written, as far as that could be seen.
 * @property {string} environment What the step handed to later steps as variables.
 * @property {string} outputs
 * @property {string} summary
 * @property {readonly string[]} files Paths below the temporary folder.
 *
 * The way to the vault, and what to bring.
 * @typedef {object} Access
 * @property {{ readonly url: string, readonly caFile: string, readonly clientId: string, readonly clientSecret: string }} vault
 * @property {(temp: string) => string} lines
 * @property {number} timeout How long a request is waited for; milliseconds.
 */

/** Milliseconds; a step takes a few seconds at most. */
export const LONGEST_STEP = 60_000;

/**
 * The settings, as inputs of the action spell them.
 * @param {Access} access @param {string} temp
 */
export const inputsOf = ({ vault, lines, timeout }, temp) => ({
  ...{ url: vault.url, 'ca-certificate': vault.caFile },
  ...{ 'client-id': vault.clientId, 'client-secret': vault.clientSecret },
  ...{ secrets: lines(temp), timeout: String(timeout / 1000), 'strict-cleanup': 'true' },
});

/** The same as variables. @param {Access} access @param {string} temp */
export const variablesOf = (access, temp) =>
  Object.fromEntries(
    Object.entries(inputsOf(access, temp)).map(([name, value]) => [
      `SENHASEGURA_${name.toUpperCase().replaceAll('-', '_')}`,
      value,
    ]),
  );

/**
 * Every path below a folder, but for one in it; empty where there is no such folder.
 * @param {string} root
 * @param {{ readonly but?: string, readonly folder?: string }} [options]
 * @returns {string[]}
 */
export const pathsBelow = (root, { but = '', folder = '' } = {}) =>
  namesIn(join(root, folder))
    .map((name) => join(folder, name))
    .filter((path) => path !== but)
    .flatMap((path) => [path, ...pathsBelow(root, { but, folder: path })]);

/** Empty where there is no such folder. @param {string} folder */
export function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty where the file has gone meanwhile. @param {string} path */
export function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * How often a file was put in the place of another from now on, as far as that was seen.
 * @param {() => string | undefined} pathOf `undefined` where there is none.
 */
export function countReplacements(pathOf) {
  const before = versionOf(pathOf());
  /** @type {Set<string>} */
  const seen = new Set();
  return () => {
    const now = versionOf(pathOf());
    if (now !== undefined && now !== before) seen.add(now);
    return seen.size;
  };
}

/** The number of a file alone may come again, once that file is gone. @param {string | undefined} path */
function versionOf(path) {
  const found = path === undefined ? undefined : statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.ino} ${found.mtimeNs}`;
}
