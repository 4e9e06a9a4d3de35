import type { ApplicationContext } from '@senhasegura-action/core/internal';

/** The lists of a ledger. */
export const LEDGER_LISTS = ['custodies', 'sshKeys', 'agentKeys', 'files', 'folders', 'names'] as const;
type ListName = (typeof LEDGER_LISTS)[number];

/** An agent that keys can be added to. */
export interface SshAgent {
  /** Absolute path of its socket. */
  readonly socket: string;
  /** Its process id, where this run has started it. */
  readonly pid?: string;
}

/**
 * What this run did to the world and has to take back. It is written before each act, holds no secret, and is all that the
 * clean-up trusts (design section 4).
 */
export interface Ledger {
  /** Ids of the PAM credentials whose custody was asked for. */
  readonly custodies: readonly string[];
  /** Ids of the SSH keys that were read. */
  readonly sshKeys: readonly string[];
  /** Public keys of what was added to an ssh-agent, e.g. `ssh-ed25519 AAAA...`. */
  readonly agentKeys: readonly string[];
  /** Absolute paths of files that were created. */
  readonly files: readonly string[];
  /** Absolute paths of folders that were created, outer before inner. */
  readonly folders: readonly string[];
  /** Names of environment variables that were exported. */
  readonly names: readonly string[];
  /** The application whose authorization this run asked the vault to register. */
  readonly authorization?: ApplicationContext;
  /** The agent that has the keys; one with a process id was started by this run, and so was one below its own folders. */
  readonly agent?: SshAgent;
}

export const EMPTY_LEDGER: Ledger = Object.freeze({
  custodies: [],
  sshKeys: [],
  agentKeys: [],
  files: [],
  folders: [],
  names: [],
});

/** Adds to a ledger; nothing is entered twice. */
export function enter(ledger: Ledger, entry: Partial<Ledger>): Ledger {
  return withLists((list) => [...new Set([...ledger[list], ...(entry[list] ?? [])])], { ...ledger, ...entry });
}

/** Strikes out what has been taken back already. */
export function strike(ledger: Ledger, entry: Partial<Record<ListName, readonly string[]>>): Ledger {
  return withLists((list) => {
    const gone = new Set(entry[list] ?? []);
    return ledger[list].filter((value) => !gone.has(value));
  }, ledger);
}

export function isEmpty(ledger: Ledger): boolean {
  const { authorization, agent } = ledger;
  return LEDGER_LISTS.every((list) => ledger[list].length === 0) && authorization === undefined && agent === undefined;
}

function withLists(
  valuesOf: (list: ListName) => readonly string[],
  { authorization, agent }: Pick<Ledger, 'authorization' | 'agent'>,
): Ledger {
  return Object.freeze({
    custodies: valuesOf('custodies'),
    sshKeys: valuesOf('sshKeys'),
    agentKeys: valuesOf('agentKeys'),
    files: valuesOf('files'),
    folders: valuesOf('folders'),
    names: valuesOf('names'),
    ...(authorization === undefined ? {} : { authorization }),
    ...(agent === undefined ? {} : { agent }),
  });
}
