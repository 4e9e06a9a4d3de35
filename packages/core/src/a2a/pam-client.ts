import { MissingSecretError } from '../errors/senhasegura-error.js';
import { pathSegment } from '../vault/input/read-input.js';
import {
  credentialEntries,
  type CredentialEntry,
  findCredential,
  isCredentialId,
  listCredentials,
  type ListedCredential,
} from '../vault/pam/credential-list.js';
import {
  deleteInformation,
  type InformationInput,
  saveInformation,
  type StoredInformation,
} from '../vault/pam/information.js';
import { listSshKeys, onlySshKeys, readSshKey } from '../vault/pam/read-ssh-key.js';
import { releaseCustody } from '../vault/pam/release-custody.js';
import {
  activateCredential,
  type CredentialInput,
  deactivateCredential,
  saveCredential,
  updateCredential,
} from '../vault/pam/write-credential.js';
import {
  activateSshKey,
  deactivateSshKey,
  rotateSshKey,
  saveSshKey,
  type SshKeyInput,
  type StoredSshKey,
  updateSshKey,
} from '../vault/pam/write-ssh-key.js';
import type { StoredItem } from '../vault/pam/written-item.js';
import type { Vault } from '../vault/vault.js';
import type { FieldEffects } from './open-fields.js';
import { type Credential, type Information, readInformationItem, type SshKey, sshKeyOf } from './opened-items.js';
import type { CredentialReader } from './with-credential.js';

type Id = string | number;

/** PAM Core (contract section 4). A reference is an id, an identifier or `username@hostname`. */
export interface PamClient {
  /** What the authorization may read, SSH keys included. Takes no custody. */
  credentials(): Promise<readonly CredentialEntry[]>;
  /** **Takes custody**, which stays until `releaseCustody`; `withCredential` of the client ends it by itself. */
  credential(reference: Id): Promise<Credential>;
  /** @returns whether there was a custody to release */
  releaseCustody(id: Id): Promise<boolean>;
  /** Creates a credential, or writes the one that has its identifier. */
  saveCredential(input: CredentialInput): Promise<StoredItem>;
  updateCredential(id: Id, changes: Partial<CredentialInput>): Promise<StoredItem>;
  /** @returns whether it was inactive */
  activateCredential(id: Id): Promise<boolean>;
  /** @returns whether it was active */
  deactivateCredential(id: Id): Promise<boolean>;
  sshKeys(): Promise<readonly ListedCredential[]>;
  sshKey(reference: Id): Promise<SshKey>;
  /** Registers an SSH key, or writes the one that has its identifier. */
  saveSshKey(input: SshKeyInput): Promise<StoredSshKey>;
  updateSshKey(id: Id, changes: Partial<SshKeyInput>): Promise<StoredSshKey>;
  /** Has the vault make a new pair. */
  rotateSshKey(id: Id): Promise<void>;
  /** @returns whether it was inactive */
  activateSshKey(id: Id): Promise<boolean>;
  /** @returns whether it was active */
  deactivateSshKey(id: Id): Promise<boolean>;
  /** Protected information. */
  information(id: Id): Promise<Information>;
  /** Creates protected information, or writes the one that has its identifier. */
  saveInformation(input: InformationInput): Promise<StoredInformation>;
  /** @returns whether it was active */
  deleteInformation(id: Id): Promise<boolean>;
}

export function createPamClient(vault: Vault, reader: CredentialReader, effects: FieldEffects): PamClient {
  const listedKeys = () => listSshKeys(vault, () => listCredentials(vault));
  return {
    credentials: () => credentialEntries(vault),
    credential: async (reference) => reader.read(await reader.idOf(reference)),
    releaseCustody: async (id) => releaseCustody(vault, checked('the id of the credential', id)),
    saveCredential: (input) => saveCredential(vault, input),
    updateCredential: (id, changes) => updateCredential(vault, id, changes),
    activateCredential: (id) => activateCredential(vault, id),
    deactivateCredential: (id) => deactivateCredential(vault, id),
    sshKeys: () => onlySshKeys(listedKeys()),
    sshKey: async (reference) => {
      const id = await idBehind(reference, listedKeys);
      return sshKeyOf(id, await readSshKey(vault, id), effects);
    },
    saveSshKey: (input) => saveSshKey(vault, input),
    updateSshKey: (id, changes) => updateSshKey(vault, id, changes),
    rotateSshKey: async (id) => rotateSshKey(vault, checked('the id of the SSH key', id)),
    activateSshKey: (id) => activateSshKey(vault, id),
    deactivateSshKey: (id) => deactivateSshKey(vault, id),
    information: (id) => readInformationItem(vault, id, effects),
    saveInformation: (input) => saveInformation(vault, input),
    deleteInformation: (id) => deleteInformation(vault, id),
  };
}

/**
 * The id behind an id, an identifier or `username@hostname`.
 * @throws {MissingSecretError} where the list has none, or several
 */
export async function idBehind(reference: Id, listed: () => Promise<readonly ListedCredential[]>): Promise<string> {
  const text = String(reference);
  if (isCredentialId(text)) return text;
  const found = findCredential(text, await listed());
  if ('problem' in found) throw new MissingSecretError(found.problem);
  return found.ok;
}

/** The modules behind these write the id into the path themselves. */
function checked(what: string, id: Id): string {
  pathSegment(what, id);
  return String(id);
}
