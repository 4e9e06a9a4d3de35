import {
  createDsmItems,
  listCredentials,
  type ListedCredential,
  listSshKeys,
  type Vault,
  type VaultSession,
} from '@senhasegura-action/core';
import { listMySafe, type ListedMySafeItem } from './list-my-safe.js';
import type { ListKind } from './list-kind.js';

/** Names of things in the vault, by kind. */
export interface Listing {
  readonly dsm: readonly { readonly identity: string; readonly fields: readonly string[] }[];
  readonly pam: readonly ListedCredential[];
  readonly ssh: readonly ListedCredential[];
  readonly mysafe: readonly ListedMySafeItem[];
}

/** Asks the vault for the names of one kind. @throws the vault's errors */
export async function readListing(kind: ListKind, session: VaultSession): Promise<Listing[ListKind]> {
  switch (kind) {
    case 'dsm': {
      const { vault, application } = await session.authorized();
      const items = await createDsmItems(vault, application).every();
      return items.map(({ id, fields }) => ({
        identity: id,
        fields: [...new Set(fields.map(({ name }) => name))],
      }));
    }
    case 'pam':
      return (await listCredentials((await session.authorized()).vault)).filter((entry) => !isKey(entry));
    case 'ssh':
      return sshKeys((await session.authorized()).vault);
    case 'mysafe':
      return listMySafe(session.opened.mySafe());
  }
}

async function sshKeys(vault: Vault): Promise<readonly ListedCredential[]> {
  return (await listSshKeys(vault, () => listCredentials(vault))).filter((entry) => entry.type === '' || isKey(entry));
}

/** Below `/iso` keys come in the list of all credentials, and only their type, e.g. `SSH Key`, tells them apart. */
function isKey({ type }: ListedCredential): boolean {
  return /ssh/i.test(type);
}
