import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The Node binaries that the bundles must run on.
 * @typedef {{ readonly name: string, readonly path: string }} NodeRuntime
 */

const NODE_24 = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

/**
 * Node 20 (that of `npm`, since inside npm scripts `node` is the one of node_modules) and Node 24 (the npm package).
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {readonly NodeRuntime[]}
 * @throws {Error} when one of them has another major version
 */
export const nodeRuntimes = (env = process.env) => [
  { name: 'Node 20', path: requireMajor(20, env['npm_node_execpath'] ?? process.execPath) },
  { name: 'Node 24', path: requireMajor(24, realpathSync(NODE_24)) },
];

/**
 * @param {number} major
 * @param {string} path
 */
export function requireMajor(major, path) {
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith(`v${major}.`)) {
    throw new Error(`These tests need Node ${major}; ${path} is ${version}. Run them with \`npm test\` under Node 20.`);
  }
  return path;
}
