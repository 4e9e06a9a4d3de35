import type { ApplicationContext, OneTimeCredential, SettingName } from '@senhasegura-action/core/internal';
import type { AccountsOfPod } from '../accounts/run-accounts.js';

/** The lists of a ledger. */
export const LEDGER_LISTS = [
  ...(['custodies', 'answered', 'repeated', 'sshKeys'] as const),
  ...(['agentKeys', 'files', 'folders', 'names'] as const),
] as const;
type ListName = (typeof LEDGER_LISTS)[number];

/** An ssh-agent that keys can be added to. */
export interface SshAgent {
  /** Absolute path of its socket. */
  readonly socket: string;
  /** Its process id, where this run has started it. */
  readonly pid?: string;
  /** The file to which an agent that this run starts prints its process id, before anybody could read it from there. */
  readonly pidFile?: string;
}

/** A file of the run's private folder, and how it is known again. */
export interface KeptFile {
  readonly path: string;
  /** SHA-256 of its content, in hexadecimal; the content has a nonce, so that nobody can guess what else is in it. */
  readonly digest: string;
}

/** What main decided: the clean-up keeps to it, whatever later steps set. */
export interface Terms {
  /** Texts of settings that are no secrets. */
  readonly texts: Readonly<Partial<Record<SettingName, string>>>;
  /** The secret settings that main used; their texts come from the clean-up's own inputs, or from the copy. */
  readonly secrets: readonly SettingName[];
  /** SHA-256 of the authorities that are trusted besides Node's; absent where there are none. */
  readonly authorities?: string;
  /** SHA-256 of the variables that decide whom Node itself trusts. */
  readonly trust: string;
  /** The proxy, without user and password. */
  readonly proxy?: string;
  readonly noProxy?: string;
  /** What main knew from files, and a proxy's password. */
  readonly copy?: KeptFile;
}

/**
 * What this run did to the world and has to take back. It is written before each act, holds no secret, and is all that the
 * clean-up trusts (design section 4).
 */
export interface Ledger {
  /** Ids of the PAM credentials whose custody was asked for. */
  readonly custodies: readonly string[];
  /** Those of them of which each request has been answered: none can take custody any more. */
  readonly answered: readonly string[];
  /** Those that were asked for again before an earlier request had been answered: custody may be taken twice. */
  readonly repeated: readonly string[];
  /** When custody was asked for last: milliseconds since 1970. */
  readonly asked?: number;
  /** Credentials of this one job: the clean-up waits until the vault has changed their passwords. */
  readonly oneTime?: readonly OneTimeCredential[];
  /** What has no account any more is not entered. */
  readonly accounts?: readonly AccountsOfPod[];
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
  /** Absent until the settings are read. */
  readonly terms?: Terms;
}

export const EMPTY_LEDGER: Ledger = Object.freeze({
  custodies: [],
  answered: [],
  repeated: [],
  sshKeys: [],
  agentKeys: [],
  files: [],
  folders: [],
  names: [],
});

/** Adds to a ledger; nothing is entered twice. What is said of a pod later replaces what was said before. */
export function enter(ledger: Ledger, entry: Partial<Ledger>): Ledger {
  return withLists((list) => [...new Set([...ledger[list], ...(entry[list] ?? [])])], {
    ...ledger,
    ...entry,
    accounts: [...(ledger.accounts ?? []), ...(entry.accounts ?? [])],
  });
}

/** Strikes out what has been taken back already. */
export function strike(ledger: Ledger, entry: Partial<Record<ListName, readonly string[]>>): Ledger {
  return withLists((list) => {
    const gone = new Set(entry[list] ?? []);
    return ledger[list].filter((value) => !gone.has(value));
  }, ledger);
}

/** Whether there is nothing to take back. What main decided is nothing that it did, but for the copy of it. */
export function isEmpty(ledger: Ledger): boolean {
  const { accounts, authorization, agent, terms } = ledger;
  const done = [accounts, authorization, agent, terms?.copy];
  return LEDGER_LISTS.every((list) => ledger[list].length === 0) && done.every((part) => part === undefined);
}

/** Ids of the credentials of which a read may still be under way in the vault, and take custody. */
export function unanswered({ custodies, answered }: Ledger): ReadonlySet<string> {
  const ended = new Set(answered);
  return new Set(custodies.filter((id) => !ended.has(id)));
}

function withLists(
  valuesOf: (list: ListName) => readonly string[],
  {
    asked,
    oneTime,
    accounts = [],
    authorization,
    agent,
    terms,
  }: Pick<Ledger, 'asked' | 'oneTime' | 'accounts' | 'authorization' | 'agent' | 'terms'>,
): Ledger {
  const ofPods = new Map(accounts.map((entry) => [entry.pod.podName, entry]));
  const living = [...ofPods.values()].filter(({ made }) => made?.length !== 0);
  return Object.freeze({
    custodies: valuesOf('custodies'),
    answered: valuesOf('answered'),
    repeated: valuesOf('repeated'),
    sshKeys: valuesOf('sshKeys'),
    agentKeys: valuesOf('agentKeys'),
    files: valuesOf('files'),
    folders: valuesOf('folders'),
    names: valuesOf('names'),
    ...(asked === undefined ? {} : { asked }),
    ...(oneTime === undefined ? {} : { oneTime }),
    ...(living.length === 0 ? {} : { accounts: living }),
    ...(authorization === undefined ? {} : { authorization }),
    ...(agent === undefined ? {} : { agent }),
    ...(terms === undefined ? {} : { terms }),
  });
}
