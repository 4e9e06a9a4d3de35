import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { CleanupError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import { distrustOfFolder, readPrivateText, replacePrivateText, type StateStore } from '@senhasegura-action/job';
import type { Terminal } from '../terminal/terminal.js';

/** Where a ledger waits for `runb --clean` or `inject --clean`, or for the next command. */
export interface StateFile extends StateStore {
  readonly path: string;
  remove(): void;
}

/** What `replacePrivateText` puts behind the name of a file that is not whole yet; its process may have been killed meanwhile. */
const UNFINISHED = /\.[0-9a-f]{12}$/;

/**
 * The ledger of a file that a command has left, without a secret in it. Not beside that file: a working folder holds what a
 * repository brought, and a ledger says which files to remove.
 * @param file absolute
 */
export function stateFileOf(command: 'runb' | 'inject', file: string, terminal: StateHome): StateFile {
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 32);
  return stateFileNamed(`${command}-${hash}.json`, terminal);
}

type StateHome = Pick<Terminal, 'environment' | 'home'>;

/**
 * A file of `$XDG_STATE_HOME/senhasegura`, or of `~/.local/state/senhasegura`.
 * @throws {CleanupError} from `load` and `save`, when the file or its folder can't be trusted
 */
export function stateFileNamed(name: string, terminal: StateHome): StateFile {
  const folder = stateFolder(terminal);
  const path = join(folder, name);
  // The outermost folder that this process has made.
  let made: string | undefined;
  return {
    path,
    load: () => load(path, folder),
    save: (text) => {
      made = save(path, folder, text) ?? made;
    },
    remove: () => {
      for (const each of namesIn(folder)) {
        if (each.replace(UNFINISHED, '') === name) rmSync(join(folder, each), { force: true });
      }
      if (made !== undefined) removeEmptyFolders(folder, made);
    },
  };
}

/** Names of the state files that there are, those that are not whole among them. */
export const stateFileNames = (terminal: StateHome): readonly string[] => [
  ...new Set(namesIn(stateFolder(terminal)).map((name) => name.replace(UNFINISHED, ''))),
];

const stateFolder = ({ environment, home }: StateHome): string =>
  join(stateHome(environment.XDG_STATE_HOME, home), 'senhasegura');

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
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

/** @returns the outermost folder that was made for it; `undefined` where all were there */
function save(path: string, folder: string, text: string): string | undefined {
  try {
    return written(path, folder, text);
  } catch (cause) {
    if (cause instanceof CleanupError) throw cause;
    throw new CleanupError(
      `The list of what has to be taken back can't be written to ${quoteText(path)}. Set XDG_STATE_HOME to a folder of yours.`,
      { cause },
    );
  }
}

function written(path: string, folder: string, text: string, isAgain = false): string | undefined {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    trustFolder(folder);
    replacePrivateText(path, text);
    return made;
  } catch (error) {
    // Another process may have found the folder empty, and removed it.
    if (isAgain || systemCode(error) !== 'ENOENT') throw error;
    return written(path, folder, text, true) ?? made;
  }
}

/** From the inside out, as far as nobody else has put anything in. */
function removeEmptyFolders(folder: string, outermost: string): void {
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  if (folder !== outermost) removeEmptyFolders(dirname(folder), outermost);
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
