import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { systemCode } from '@senhasegura-action/core/internal';
import { distrustOfFile } from './folders.js';

/** Bytes. A ledger of ten thousand names has less than one MiB. */
const LARGEST = 16 * 1024 * 1024;

/** What a private file holds, or why it is not believed. */
export type PrivateText =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  /** `why` begins with "it". */
  | { readonly kind: 'distrusted'; readonly why: string; readonly cause?: unknown };

/** Reads a file that only this user can have written: no link, no pipe, nobody else's, not open to others, 16 MiB at most. */
export function readPrivateText(path: string): PrivateText {
  let descriptor: number;
  try {
    // Windows has no O_NOFOLLOW, and opens what the link leads to.
    if (lstatSync(path).isSymbolicLink()) return { kind: 'distrusted', why: 'it is a symbolic link' };
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return { kind: 'absent' };
    return { kind: 'distrusted', why: 'it can not be opened, or is a symbolic link', cause };
  }
  try {
    const status = fstatSync(descriptor);
    const why = distrustOfFile(status) ?? (status.size > LARGEST ? 'it is too large' : undefined);
    return why === undefined ? { kind: 'text', text: readFileSync(descriptor, 'utf8') } : { kind: 'distrusted', why };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Puts a text in the place of the file, 0600. Renamed into place: who is ended in the middle leaves the text before or the one
 * after. The folder is the caller's to trust.
 * @throws what Node says of the file system
 */
export function replacePrivateText(path: string, text: string): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

/** Where even this fails, the first failure says more. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
