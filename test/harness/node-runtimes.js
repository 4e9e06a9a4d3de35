import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { NODE_24, isThere } from './programs.js';

/**
 * The Node binaries that the bundles must run on.
 * @typedef {{ readonly name: string, readonly path: string }} NodeRuntime
 */

/** The oldest Node that the product runs on. */
const OLDEST = 20;

/**
 * The Node of `npm` (inside npm scripts `node` is the one of node_modules), and Node 24 from the npm package where that is
 * another one and could be installed. CI runs npm on Node 20.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {readonly NodeRuntime[]}
 * @throws {Error} when the Node of npm is too old
 */
export function nodeRuntimes(env = process.env) {
  const own = runtime(env['npm_node_execpath'] ?? process.execPath);
  const newer = isThere('Node 24') ? [runtime(realpathSync(NODE_24))] : [];
  return [own, ...newer.filter(({ name }) => name !== own.name)];
}

/** @param {string} path @returns {NodeRuntime} */
const runtime = (path) => ({ name: `Node ${String(requireMajor(OLDEST, path))}`, path });

/**
 * The major version of a Node binary.
 * @param {number} oldest
 * @param {string} path
 * @throws {Error} when it is older
 */
export function requireMajor(oldest, path) {
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
  const major = Number(/^v(\d+)\./u.exec(version)?.[1]);
  if (!(major >= oldest)) {
    throw new Error(`These tests need Node ${String(oldest)} or later; ${path} is ${version}.`);
  }
  return major;
}
