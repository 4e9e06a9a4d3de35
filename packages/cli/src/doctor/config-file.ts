import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Finding, errorCode, ok, skip, warn } from './finding.js';

/** Bits of a mode that let others than the owner read or write (POSIX, sys/stat.h). */
const READ_BY_OTHERS = 0o044;
const WRITTEN_BY_OTHERS = 0o022;

/** The configuration file that is read, and who besides its owner may read or write it. */
export async function checkConfigFile(path: string | undefined, cwd: string): Promise<Finding> {
  if (path === undefined) return skip('config-file', 'none is read: neither named, nor ~/.senhasegura/config.yaml');
  const absolute = resolve(cwd, path);
  if (process.platform === 'win32') return ok('config-file', `${absolute} is read; Windows has no modes`);
  let mode: number;
  try {
    mode = (await stat(absolute)).mode & 0o777;
  } catch (error) {
    return warn('config-file', `${absolute} is gone by now (${errorCode(error)})`, 'Look who removes it.');
  }
  const what = `${absolute} is read; its mode is ${mode.toString(8).padStart(4, '0')}`;
  if ((mode & WRITTEN_BY_OTHERS) !== 0)
    return warn('config-file', `${what}: others can write it`, `chmod 600 ${absolute}`);
  if ((mode & READ_BY_OTHERS) !== 0) return warn('config-file', `${what}: others can read it`, `chmod 600 ${absolute}`);
  return ok('config-file', what);
}
