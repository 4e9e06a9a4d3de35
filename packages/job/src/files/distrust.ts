import type { Stats } from 'node:fs';

/** Windows has no such owners and modes: rights come from the folder there. */
const me = process.getuid?.bind(process);

/** Why a file is not believed to be of this user alone. */
export function distrustOfFile(status: Stats): string | undefined {
  if (!status.isFile()) return 'it is no regular file';
  return me === undefined ? undefined : (distrustOfOwner(status) ?? distrustOfMode(status, 0o077, 'has rights to it'));
}

/** Why others may have put something into a folder. */
export function distrustOfFolder(status: Stats): string | undefined {
  if (!status.isDirectory()) return 'it is no folder';
  return me === undefined ? undefined : (distrustOfOwner(status) ?? distrustOfMode(status, 0o022, 'can write into it'));
}

function distrustOfOwner({ uid }: Stats): string | undefined {
  return uid === me?.() ? undefined : 'it belongs to another user';
}

function distrustOfMode({ mode }: Stats, forbidden: number, what: string): string | undefined {
  return (mode & forbidden) === 0 ? undefined : `somebody else ${what}`;
}
