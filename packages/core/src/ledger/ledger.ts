import type { ApplicationContext } from '../settings/settings.js';

/**
 * What this run did to the world and has to take back. It is written before each act, holds no secret, and is all that the
 * clean-up trusts (design section 4).
 */
export interface Ledger {
  /** Ids of the PAM credentials whose custody was asked for. */
  readonly custodies: readonly string[];
  /** Absolute paths of files that were created. */
  readonly files: readonly string[];
  /** Absolute paths of folders that were created, outer before inner. */
  readonly folders: readonly string[];
  /** Names of environment variables that were exported. */
  readonly names: readonly string[];
  /** The application whose authorization this run asked the vault to register. */
  readonly authorization?: ApplicationContext;
}

export const EMPTY_LEDGER: Ledger = Object.freeze({ custodies: [], files: [], folders: [], names: [] });

/** Adds to a ledger; nothing is entered twice. */
export function enter(ledger: Ledger, entry: Partial<Ledger>): Ledger {
  const union = (key: 'custodies' | 'files' | 'folders' | 'names'): readonly string[] => {
    const more = entry[key];
    return more === undefined ? ledger[key] : [...new Set([...ledger[key], ...more])];
  };
  const authorization = entry.authorization ?? ledger.authorization;
  return Object.freeze({
    custodies: union('custodies'),
    files: union('files'),
    folders: union('folders'),
    names: union('names'),
    ...(authorization === undefined ? {} : { authorization }),
  });
}

export function isEmpty(ledger: Ledger): boolean {
  const { custodies, files, folders, names, authorization } = ledger;
  return [custodies, files, folders, names].every((list) => list.length === 0) && authorization === undefined;
}
