import {
  createDsmItems,
  isSshKey,
  listCredentials,
  type ListedCredential,
  listSshKeys,
  onlySshKeys,
  type VaultSession,
} from '@senhasegura-action/core/internal';
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
      return (await listCredentials((await session.authorized()).vault)).filter((entry) => !isSshKey(entry));
    case 'ssh': {
      const { vault } = await session.authorized();
      return onlySshKeys(listSshKeys(vault, () => listCredentials(vault)));
    }
    case 'mysafe':
      return listMySafe(session.opened.mySafe());
  }
}
