import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUNNER_PATIENCE, runProcess } from '../stand-ins/github-runner/run-process.js';
import { findLeaks } from './leak-scanner.js';

/**
 * @typedef {object} RunOptions
 * @property {string} [file] The program; the Node that runs this when absent.
 * @property {number} timeout Milliseconds until it is ended.
 * @property {{ readonly when: Promise<unknown>, readonly how: import('../stand-ins/github-runner/run-process.js').Ending }} [end]
 * @property {(stream: 'stdout' | 'stderr', text: string) => void} [onText]
 * @property {Readonly<Record<string, string>>} [more] Variables besides those of the place.
 */

/**
 * Folders and an environment for a program that no runner starts. Values of the environment that name one of the folders mean it.
 * @param {Readonly<Record<string, string>>} environment
 */
export function createPlace(environment) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'place-')));
  const folders = { home: join(root, 'home'), project: join(root, 'project'), runner: join(root, 'runner') };
  Object.values(folders).forEach((folder) => {
    mkdirSync(folder, { mode: 0o700 });
  });
  /** @param {Readonly<Record<string, string>>} variables */
  const meaning = (variables) =>
    Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        /** @type {Record<string, string>} */ (folders)[value] ?? value,
      ]),
    );
  const ours = { PATH: process.env['PATH'] ?? '', HOME: folders.home, TMPDIR: folders.runner };
  const env = { ...ours, ...meaning(environment) };
  /** @type {string[]} */
  const errors = [];
  return {
    folders,
    /** @param {readonly string[]} args @param {RunOptions} options */
    run: async (args, { file = process.execPath, timeout, end, onText = () => undefined, more = {} }) => {
      const common = { file, args, cwd: folders.project, timeout, end, onText, patience: RUNNER_PATIENCE };
      const options = { ...common, env: { ...env, ...meaning(more) } };
      const ended = await runProcess(options);
      errors.push(ended.stderr);
      return ended;
    },
    /**
     * In what was said on standard error, and in all files. @param {Readonly<Record<string, string>>} secrets by name
     * @returns {readonly import('./leak-scanner.js').Leak[]}
     */
    leaks: (secrets) => {
      // What was said lies beside the rest, for the scanner to find.
      writeFileSync(join(root, 'standard-error'), errors.join('\n'));
      return findLeaks({ secrets, job: { steps: [], folders: { root } } });
    },
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** @typedef {ReturnType<typeof createPlace>} Place */
