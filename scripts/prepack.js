/**
 * Run by npm in the folder of a package that is published from its sources: compiles them anew, without what an earlier compile
 * has left of sources that are gone, and lays the licence beside them.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.cwd();
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(join(folder, 'lib'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-b', '--force', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
copyFileSync(fileURLToPath(new URL('../LICENSE', import.meta.url)), join(folder, 'LICENSE'));
