import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { judgeMode, makingPrivate } from '@senhasegura-action/core/internal';
import type { Terminal } from '../terminal/terminal.js';
import { type Finding, errorCode, ok, skip, warn } from './finding.js';

/** The configuration file that is read, and who besides its owner may read or write it. */
export async function checkConfigFile(
  path: string | undefined,
  { cwd, system }: Pick<Terminal, 'cwd' | 'system'>,
): Promise<Finding> {
  if (path === undefined) return skip('config-file', 'none is read: neither named, nor ~/.senhasegura/config.yaml');
  const absolute = resolve(cwd, path);
  if (system === 'win32') {
    return ok('config-file', `${absolute} is read; who else may read or write it, icacls "${absolute}" tells`);
  }
  let mode: number;
  try {
    mode = (await stat(absolute)).mode;
  } catch (error) {
    return warn('config-file', `${absolute} is gone by now (${errorCode(error)})`, 'Look who removes it.');
  }
  const { text, others } = judgeMode(mode);
  const what = `${absolute} is read; its mode is ${text}`;
  if (others === 'nothing') return ok('config-file', what);
  return warn('config-file', `${what}: others can ${others} it`, makingPrivate(absolute));
}
