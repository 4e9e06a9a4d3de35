import { InputError } from '../../errors/senhasegura-error.js';
import type { Payload } from '../../http/envelope.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import { textAt } from '../answer-fields.js';
import {
  field,
  type FieldTable,
  filledText,
  flag,
  hosts,
  name,
  named,
  required,
  tags,
  whole,
} from '../input/fields.js';
import { checkChanges, checkInput, pathSegment, type WireBody } from '../input/read-input.js';
import { unlessAlreadySo } from '../item.js';
import type { Vault } from '../vault.js';
import { changeByIdentifier, type StoredItem, storedItem } from './written-item.js';

/** An SSH key of PAM Core (contract section 4, `POST /iso/pam/key`). Its device must be in the vault already. */
export interface SshKeyInput {
  /** Decides which key is written; the vault makes one up where it is absent. */
  readonly identifier?: string;
  readonly username: string;
  readonly hostname: string;
  /** Needed below `/iso`. */
  readonly ip?: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly keyName?: string;
  readonly passphrase?: string;
  readonly tags?: readonly string[];
  /** Known below `/iso` alone. */
  readonly enabled?: boolean;
  /** Host names of the devices that accept the key. */
  readonly devices?: readonly string[];
  /** Known below `/api` alone [seed]. */
  readonly autoRotate?: boolean;
  /** Days between rotations; known below `/api` alone [seed]. */
  readonly rotationDays?: number;
}

export const SSH_KEY_FIELDS: FieldTable<SshKeyInput> = {
  identifier: field('identifier', name),
  username: required(field('username', name)),
  hostname: required(field('hostname', name)),
  ip: field('ip', name),
  publicKey: required(field('public_key', filledText)),
  privateKey: required(field('private_key', filledText)),
  keyName: field('key_name', name),
  passphrase: named('password', 'passphrase', filledText),
  tags: field('tags', tags),
  enabled: named('enabled', undefined, flag),
  devices: field('devices', hosts),
  autoRotate: named(undefined, 'auto_rotate', flag),
  rotationDays: named(undefined, 'rotation_days', whole(1, 3650)),
};

export interface StoredSshKey extends StoredItem {
  /** Host names of `devices` that the vault does not know: the key was stored without them. */
  readonly unknownDevices: readonly string[];
}

/**
 * Registers an SSH key, or writes the one that has its identifier: `POST /iso/pam/key`, or the seed's `POST /api/pam/sshkey`
 * (contract section 4). Repeated after a lost answer only below `/iso` with an identifier, as `saveCredential`.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function saveSshKey(vault: Vault, input: SshKeyInput): Promise<StoredSshKey> {
  const body = checkInput('SSH key', input, SSH_KEY_FIELDS);
  return vault.choose('ssh', {
    iso: () => postIso(vault, body('iso')),
    api: async () => {
      const path = '/api/pam/sshkey';
      const payload = await vault.call({ method: 'POST', path, json: body('api'), repeat: 'only-before-acting' });
      return storedKey(payload, 'POST', path);
    },
  });
}

/**
 * Changes fields of an SSH key: the seed's `PUT /api/pam/sshkey/{id}`. Below `/iso` a write must bring both halves of the key
 * along, and the changes must have them: what was read from the vault could be encrypted, and is never written back. Safe to
 * repeat.
 * @throws {InputError} every problem of the changes, and a key that the list does not have; else as `saveSshKey`
 */
export async function updateSshKey(
  vault: Vault,
  id: string | number,
  changes: Partial<SshKeyInput>,
): Promise<StoredSshKey> {
  const body = checkChanges('SSH key', changes, SSH_KEY_FIELDS);
  const segment = pathSegment('the id of the SSH key', id);
  return vault.choose('ssh', {
    iso: () => updateIso(vault, String(id), body),
    api: async () => {
      const path = `/api/pam/sshkey/${segment}`;
      const payload = await vault.call({ method: 'PUT', path, json: body('api'), repeat: 'safe' });
      return storedKey(payload, 'PUT', path);
    },
  });
}

async function updateIso(vault: Vault, id: string, body: WireBody): Promise<StoredSshKey> {
  const changes = body('iso');
  if (changes.public_key === undefined || changes.private_key === undefined) {
    throw new InputError(
      'SSH key: below /iso of the vault an update has to bring both halves of the key. Give publicKey and privateKey too.',
    );
  }
  return postIso(vault, await changeByIdentifier(vault, 'SSH key', id, changes));
}

async function postIso(vault: Vault, json: JsonObject): Promise<StoredSshKey> {
  const path = '/iso/pam/key';
  const repeat = json.identifier === undefined ? 'only-before-acting' : 'safe';
  return storedKey(await vault.call({ method: 'POST', path, json, repeat }), 'POST', path);
}

function storedKey(payload: Payload, method: string, path: string): StoredSshKey {
  const key = [payload.key, payload.sshkey, payload.ssh_key].find(isJsonObject);
  const failed = isJsonArray(key?.devices_error) ? key.devices_error : [];
  const unknownDevices = failed.filter(isJsonObject).flatMap((device) => textAt(device, 'hostname') ?? []);
  return { ...storedItem(key, method, path), unknownDevices };
}

/**
 * `PUT /iso/pam/key/{id}` (contract section 4). The seed has no such route. Safe to repeat.
 * @returns whether it was inactive; `false` where it was active already
 */
export async function activateSshKey(vault: Vault, id: string | number): Promise<boolean> {
  const path = `/iso/pam/key/${pathSegment('the id of the SSH key', id)}`;
  return unlessAlreadySo(vault.call({ method: 'PUT', path, repeat: 'safe' }));
}

/**
 * `DELETE /iso/pam/key/{id}`. Nothing is lost: it can be activated again. Safe to repeat.
 * @returns whether it was active; `false` where it was inactive already
 */
export async function deactivateSshKey(vault: Vault, id: string | number): Promise<boolean> {
  const path = `/iso/pam/key/${pathSegment('the id of the SSH key', id)}`;
  return unlessAlreadySo(vault.call({ method: 'DELETE', path, repeat: 'safe' }));
}

/** `POST /api/pam/sshkey/{id}/rotate` [seed]. Asked once: a repeated rotation would make a second key. */
export async function rotateSshKey(vault: Vault, id: string): Promise<void> {
  await vault.call({
    method: 'POST',
    path: `/api/pam/sshkey/${pathSegment('the key', id)}/rotate`,
    repeat: 'only-before-acting',
  });
}
