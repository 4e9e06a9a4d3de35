import { InputError } from '../../errors/senhasegura-error.js';
import { pathSegment } from '../input/path-segment.js';
import { checkChanges, checkInput, type WireBody } from '../input/read-input.js';
import { type JsonObject, isJsonArray, isJsonObject } from '../../values/json-value.js';
import { textAt } from '../text-at.js';
import type { Payload } from '../../http/envelope.js';
import type { Vault } from '../vault.js';
import { changeByIdentifier } from './change-by-identifier.js';
import { SSH_KEY_FIELDS, type SshKeyInput } from './ssh-key-input.js';
import { type StoredItem, storedItem } from './stored-item.js';

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
