import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CleanupError, quoteText, type StateStore } from '@senhasegura-action/core';
import type { Terminal } from '../entry/terminal.js';
import { distrustOfFile, distrustOfFolder } from './distrust.js';

/** A ledger of thousands of entries is far smaller. */
const LARGEST = 16 * 1024 * 1024;

/** Where a ledger waits for `runb --clean`. */
export interface StateFile extends StateStore {
  readonly path: string;
  remove(): void;
}

/**
 * The ledger of a secrets file, without a secret in it: `$XDG_STATE_HOME/senhasegura/runb-HASH.json`, or below
 * `~/.local/state`. Not beside the secrets file: a working folder holds what a repository brought, and a ledger says which
 * files to remove.
 * @throws {CleanupError} from `load` and `save`, when the file or its folder can't be trusted
 */
export function stateFileOf(secretsFile: string, { environment, home }: Terminal): StateFile {
  const folder = join(stateHome(environment.XDG_STATE_HOME, home), 'senhasegura');
  const hash = createHash('sha256').update(secretsFile).digest('hex').slice(0, 32);
  const path = join(folder, `runb-${hash}.json`);
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
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  trustFolder(folder);
  const descriptor = opened(path);
  try {
    const status = fstatSync(descriptor);
    const distrust = distrustOfFile(status) ?? (status.size > LARGEST ? 'it is too large' : undefined);
    if (distrust !== undefined) throw untrusted(path, distrust);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw untrusted(path, 'it can not be opened, or is a symbolic link', cause);
  }
}

function save(path: string, folder: string, text: string): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    trustFolder(folder);
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (cause) {
    discard(temporary);
    if (cause instanceof CleanupError) throw cause;
    throw new CleanupError(
      `The list of what has to be taken back can't be written to ${quoteText(path)}. Set XDG_STATE_HOME to a folder of yours.`,
      { cause },
    );
  }
}

/** Where even this fails, nothing was written. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
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
