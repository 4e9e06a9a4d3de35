import type { ApplicationContext } from '../settings/settings.js';

/** The lists of a ledger. */
export const LEDGER_LISTS = ['custodies', 'sshKeys', 'files', 'folders', 'names'] as const;
type ListName = (typeof LEDGER_LISTS)[number];

/**
 * What this run did to the world and has to take back. It is written before each act, holds no secret, and is all that the
 * clean-up trusts (design section 4).
 */
export interface Ledger {
  /** Ids of the PAM credentials whose custody was asked for. */
  readonly custodies: readonly string[];
  /** Ids of the SSH keys that were read. */
  readonly sshKeys: readonly string[];
  /** Absolute paths of files that were created. */
  readonly files: readonly string[];
  /** Absolute paths of folders that were created, outer before inner. */
  readonly folders: readonly string[];
  /** Names of environment variables that were exported. */
  readonly names: readonly string[];
  /** The application whose authorization this run asked the vault to register. */
  readonly authorization?: ApplicationContext;
}

export const EMPTY_LEDGER: Ledger = Object.freeze({ custodies: [], sshKeys: [], files: [], folders: [], names: [] });

/** Adds to a ledger; nothing is entered twice. */
export function enter(ledger: Ledger, entry: Partial<Ledger>): Ledger {
  const authorization = entry.authorization ?? ledger.authorization;
  return withLists((list) => [...new Set([...ledger[list], ...(entry[list] ?? [])])], authorization);
}

/** Strikes out what has been taken back already. */
export function strike(ledger: Ledger, entry: Partial<Record<ListName, readonly string[]>>): Ledger {
  return withLists((list) => {
    const gone = new Set(entry[list] ?? []);
    return ledger[list].filter((value) => !gone.has(value));
  }, ledger.authorization);
}

export function isEmpty(ledger: Ledger): boolean {
  return LEDGER_LISTS.every((list) => ledger[list].length === 0) && ledger.authorization === undefined;
}

function withLists(valuesOf: (list: ListName) => readonly string[], authorization?: ApplicationContext): Ledger {
  return Object.freeze({
    custodies: valuesOf('custodies'),
    sshKeys: valuesOf('sshKeys'),
    files: valuesOf('files'),
    folders: valuesOf('folders'),
    names: valuesOf('names'),
    ...(authorization === undefined ? {} : { authorization }),
  });
}
