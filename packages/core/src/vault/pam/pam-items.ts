import type { Reading } from '../../values/reading.js';
import type { Field } from '../../values/secret-value.js';
import { once, rememberedBy } from '../concurrency.js';
import { type ItemReading, missingOr, type ReadItem } from '../item.js';
import type { Told, Vault } from '../vault.js';
import { findCredential, isCredentialId, listCredentials, type ListedCredential } from './credential-list.js';
import { awaitingCustody, type Patience, readCredential } from './read-credential.js';
import { listSshKeys, readSshKey } from './read-ssh-key.js';

/** What reading from PAM Core does besides reading; each is told, and what is told has settled, before it is done. */
export interface PamEvents {
  /**
   * Custody of this credential is about to be taken; told again where it is asked for again.
   * What it may resolve with is called when that request is over in the vault: it takes no custody after that.
   */
  readonly beforeCustody: (id: string) => Told;
  /** This SSH key is about to be read. */
  readonly beforeKey: (id: string) => Promise<void>;
}

export interface PamItems {
  readonly credential: ReadItem;
  /** The id behind an id, an identifier or `username@hostname`; takes no custody. */
  readonly credentialId: (reference: string) => Promise<Reading<string>>;
  readonly sshKey: ReadItem;
}

/** Credentials and SSH keys of PAM Core. Identifiers are looked up in a list, which is asked for once. */
export function createPamItems(vault: Vault, events: PamEvents, patience: Patience): PamItems {
  const credentials = once(() => listCredentials(vault));
  const keys = once(() => listSshKeys(vault, credentials));
  return {
    credentialId: (reference) => idIn(credentials, reference),
    credential: readBy(credentials, (id) => {
      const isListed = async (): Promise<boolean> => (await credentials()).some((listed) => listed.id === id);
      return awaitingCustody(id, () => readCredential(vault, id, () => events.beforeCustody(id)), isListed, patience);
    }),
    sshKey: readBy(keys, (id) => readSshKey(vault, id, () => events.beforeKey(id))),
  };
}

async function idIn(listed: () => Promise<readonly ListedCredential[]>, reference: string): Promise<Reading<string>> {
  return isCredentialId(reference) ? { ok: reference } : findCredential(reference, await listed());
}

/** The same item is read once, however many references mean it. */
function readBy(
  listed: () => Promise<readonly ListedCredential[]>,
  read: (id: string) => Promise<readonly Field[]>,
): ReadItem {
  const readOnce = rememberedBy(async (id): Promise<ItemReading> => {
    try {
      return { kind: 'found', fields: await read(id) };
    } catch (error) {
      return missingOr(error);
    }
  });
  return async (reference) => {
    const id = await idIn(listed, reference);
    return 'ok' in id ? readOnce(id.ok) : { kind: 'missing', why: id.problem };
  };
}
