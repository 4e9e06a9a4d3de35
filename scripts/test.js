/**
 * `npm test`, from any shell: Jest on the Node that runs npm, since `node` inside npm scripts is the one of node_modules.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--max-old-space-size=6144'];

const { status, error } = spawnSync(
  process.env['npm_node_execpath'] ?? process.execPath,
  [...options, jest, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
if (error !== undefined) throw error;
process.exitCode = status ?? 1;
