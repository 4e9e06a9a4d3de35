import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CleanupError, quoteText } from '@senhasegura-action/core/internal';
import { distrustOfFolder, readPrivateText, replacePrivateText, type StateStore } from '@senhasegura-action/job';
import type { Terminal } from '../terminal/terminal.js';

/** Where a ledger waits for `runb --clean` or `inject --clean`. */
export interface StateFile extends StateStore {
  readonly path: string;
  remove(): void;
}

/**
 * The ledger of a file that a command has left, without a secret in it: `$XDG_STATE_HOME/senhasegura/COMMAND-HASH.json`, or below
 * `~/.local/state`. Not beside that file: a working folder holds what a repository brought, and a ledger says which files to
 * remove.
 * @param file absolute
 * @throws {CleanupError} from `load` and `save`, when the file or its folder can't be trusted
 */
export function stateFileOf(
  command: 'runb' | 'inject',
  file: string,
  { environment, home }: Pick<Terminal, 'environment' | 'home'>,
): StateFile {
  const folder = join(stateHome(environment.XDG_STATE_HOME, home), 'senhasegura');
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 32);
  const path = join(folder, `${command}-${hash}.json`);
  return {
    path,
    load: () => load(path, folder),
    save: (text) => {
      save(path, folder, text);
    },
    remove: () => {
      rmSync(path, { force: true });
    },
  };
}

/** The XDG Base Directory Specification: a path that is not absolute counts as none. */
function stateHome(given: string | undefined, home: string): string {
  return given !== undefined && isAbsolute(given) ? given : join(home, '.local', 'state');
}

function load(path: string, folder: string): string | undefined {
  const found = readPrivateText(path);
  if (found.kind === 'absent') return undefined;
  trustFolder(folder);
  if (found.kind === 'distrusted') throw untrusted(path, found.why, found.cause);
  return found.text;
}

function save(path: string, folder: string, text: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    trustFolder(folder);
    replacePrivateText(path, text);
  } catch (cause) {
    if (cause instanceof CleanupError) throw cause;
    throw new CleanupError(
      `The list of what has to be taken back can't be written to ${quoteText(path)}. Set XDG_STATE_HOME to a folder of yours.`,
      { cause },
    );
  }
}

function trustFolder(folder: string): void {
  const distrust = distrustOfFolder(lstatSync(folder));
  if (distrust !== undefined) throw untrusted(folder, distrust);
}

function untrusted(path: string, why: string, cause?: unknown): CleanupError {
  return new CleanupError(
    `${quoteText(path)} is not trusted: ${why}. Look who made it, and remove it; release custodies in the console.`,
    cause === undefined ? {} : { cause },
  );
}
