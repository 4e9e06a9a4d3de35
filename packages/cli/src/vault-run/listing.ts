import {
  createDsmItems,
  isSshKey,
  listCredentials,
  type ListedCredential,
  listSshKeys,
  onlySshKeys,
  type Vault,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { LIST_KINDS } from '../command-line/command-table.js';

export type ListKind = (typeof LIST_KINDS)[number];

export function isListKind(word: string): word is ListKind {
  return (LIST_KINDS as readonly string[]).includes(word);
}

/** Names of things in the vault, by kind. */
export interface Listing {
  readonly dsm: readonly ListedSecret[];
  readonly pam: readonly ListedCredential[];
  readonly ssh: readonly ListedCredential[];
  readonly mysafe: readonly ListedMySafeItem[];
}

/** A secret of the DevOps Secret Manager without its values. The last two, in the vault's own words, only where it has them. */
export interface ListedSecret {
  readonly identity: string;
  readonly fields: readonly string[];
  readonly version?: string;
  readonly expiration_date?: string;
}

/** Asks the vault for the names of one kind. @throws the vault's errors */
async function readListing(kind: ListKind, session: VaultSession): Promise<Listing[ListKind]> {
  switch (kind) {
    case 'dsm': {
      const { vault, application } = await session.authorized();
      const items = await createDsmItems(vault, application).every();
      return items.map(({ id, fields, version, expirationDate }) => ({
        identity: id,
        fields: [...new Set(fields.map(({ name }) => name))],
        ...(version === undefined ? {} : { version }),
        ...(expirationDate === undefined ? {} : { expiration_date: expirationDate }),
      }));
    }
    case 'pam':
      return (await listCredentials((await session.authorized()).vault)).filter((entry) => !isSshKey(entry));
    case 'ssh': {
      const { vault } = await session.authorized();
      return onlySshKeys(listSshKeys(vault, () => listCredentials(vault)));
    }
    case 'mysafe':
      return listMySafe(session.opened.mySafe());
  }
}

/** What could be listed, in the order in which it was asked for, and the errors of the rest. */
export interface Listings {
  readonly listed: Partial<Listing>;
  readonly errors: readonly unknown[];
}

/** Asks the vault for the names of several kinds at the same time; one that fails keeps none of the others. */
export async function readListings(kinds: readonly ListKind[], session: VaultSession): Promise<Listings> {
  const answers = await Promise.allSettled(
    kinds.map(async (kind) => [kind, await readListing(kind, session)] as const),
  );
  return {
    listed: Object.fromEntries(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))),
    errors: answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : [])),
  };
}

/** An item of MySafe, as a list has it. */
interface ListedMySafeItem {
  readonly source: 'mysafe-password' | 'mysafe-note' | 'mysafe-api';
  readonly identifier: string;
  readonly name: string;
}

/** The lists of MySafe: their paths, and under which name an answer has the items (contract section 5). */
const LISTS = [
  { source: 'mysafe-password', path: '/api/mysafe/password', items: 'password_on_list' },
  { source: 'mysafe-note', path: '/api/mysafe/note', items: 'note_on_list' },
  { source: 'mysafe-api', path: '/api/mysafe/secretapi', items: 'api_secret_on_list' },
] as const;

/** Every item that the authorization may use. `vault` has a token of MySafe's own path. @throws the vault's errors */
export async function listMySafe(vault: Vault): Promise<readonly ListedMySafeItem[]> {
  const lists = await Promise.all(
    LISTS.map(async ({ source, path, items }) => {
      const { [items]: found } = await vault.call({ method: 'GET', path, repeat: 'safe' });
      const entries: readonly unknown[] = Array.isArray(found) ? found : [];
      return entries.filter(isRecord).map((entry) => ({
        source,
        identifier: textOf(entry.identifier),
        name: textOf(entry.name),
      }));
    }),
  );
  return lists.flat();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
