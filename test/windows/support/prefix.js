import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isThere } from '../../harness/programs.js';
import { WINDOWS_NODE, WINEPREFIX } from '../../harness/wine.js';

const SERVER = '/usr/lib/wine/wineserver64';

/** How long Wine's server may take for its start, or for ending what runs; milliseconds. */
const PATIENCE = 60_000;

/** What a Windows is, but for its drives. */
const REGISTRY = ['.update-timestamp', 'system.reg', 'user.reg', 'userdef.reg'];

/**
 * Before the tests of the project: a Windows of this run alone, so that its end ends nothing of another run's. The drive C is
 * that of `.ci/install-tools`, which no test writes to. Its server, started once, spares each process half a second.
 */
export function setUp() {
  if (!isThere('wine') || !isThere('Node for Windows')) return;
  const installed = join(dirname(dirname(WINDOWS_NODE)), 'windows');
  const prefix = mkdtempSync(join(tmpdir(), 'prefix-'));
  for (const name of REGISTRY) cpSync(join(installed, name), join(prefix, name));
  mkdirSync(join(prefix, 'dosdevices'));
  symlinkSync(join(installed, 'drive_c'), join(prefix, 'dosdevices/c:'));
  symlinkSync('/', join(prefix, 'dosdevices/z:'));
  execFileSync(SERVER, ['--persistent'], { env: { WINEPREFIX: prefix }, timeout: PATIENCE, stdio: 'ignore' });
  process.env[WINEPREFIX] = prefix;
}

/** After them: ends every process of that Windows, its server included. */
export function tearDown() {
  const prefix = process.env[WINEPREFIX];
  if (prefix === undefined) return;
  spawnSync(SERVER, ['--kill'], { env: { WINEPREFIX: prefix }, timeout: PATIENCE, stdio: 'ignore' });
  spawnSync(SERVER, ['--wait'], { env: { WINEPREFIX: prefix }, timeout: PATIENCE, stdio: 'ignore' });
  for (const folder of [folderOfServer(prefix), prefix]) rmSync(folder, { recursive: true, force: true });
}

/** Where Debian's Wine has the socket of a prefix's server, which it leaves behind: a name below /tmp, kept in the prefix. @param {string} prefix */
function folderOfServer(prefix) {
  const kept = join(prefix, 'wineserver');
  const name = existsSync(kept) ? readFileSync(kept, 'latin1').trim() : '';
  return /^wine-\w+$/u.test(name) ? join('/tmp', name) : prefix;
}
